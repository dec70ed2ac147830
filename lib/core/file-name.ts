import { policy } from './policy'

/** What no file name may hold: control characters, separators of paths, and what Windows or a shell reads. */
const unsafe = /[\p{Cc}\p{Cs}<>:"/\\|?*]+/gu
/** Turns the direction of what is read: with them `exe.gpj` is shown as something else. */
const invisible = /[\p{Cf}\u2028\u2029]/gu

/**
 * The last part of what somebody called a file, without what is dangerous to show or to save. Null where nothing is
 * left. At most `policy.media.fileNameLength` characters, its ending kept.
 */
export function safeFileName(text: string | null | undefined): string | null {
  const last = (text ?? '').toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replace(invisible, '')
    .replace(unsafe, '_')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return clean === '' ? null : shortened([...clean])
}

function shortened(characters: string[]): string {
  const most = policy.media.fileNameLength
  if (characters.length <= most) return characters.join('')
  const dot = characters.lastIndexOf('.')
  const ending = dot > 0 && characters.length - dot <= 12 ? characters.slice(dot) : []
  return [...characters.slice(0, most - ending.length), ...ending].join('')
}

/** `attachment; filename="…"; filename*=…` (RFC 6266): plain letters for those who read no others. */
export function contentDisposition(name: string, isInline = false): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%;]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*!]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const extended = plain === name ? '' : `; filename*=UTF-8''${encoded}`
  return `${isInline ? 'inline' : 'attachment'}; filename="${plain}"${extended}`
}
