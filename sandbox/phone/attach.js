import { post } from './live.js'

const types = [
  [/^image\/webp$/, 'sticker'],
  [/^image\/(jpeg|png)$/, 'image'],
  [/^video\/(mp4|3gpp)$/, 'video'],
  [/^audio\//, 'audio'],
]
/** More than that the sandbox does not take at once. */
const mostBytes = 64 * 1024 * 1024

/** Sends a file from this phone. Returns what went wrong, or nothing. */
export async function sendFile({ person, sender }, file, caption) {
  if (file.size > mostBytes) return 'The file is larger than 64 MB.'
  const mimeType = file.type || 'application/octet-stream'
  const content = await post('/_sandbox/media', {
    to: sender,
    mime_type: mimeType,
    base64: await base64Of(file),
    filename: file.name,
  })
  if (content.error) return content.error
  const type = types.find(([pattern]) => pattern.test(mimeType))?.[1] ?? 'document'
  const words = caption && type !== 'sticker' && type !== 'audio' ? { caption } : {}
  return (
    await post('/_sandbox/inbound', { from: person, to: sender, type, [type]: { ...content, ...words } })
  ).error
}

function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
}
