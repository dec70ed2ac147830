import { policy } from '@/lib/core/policy'

export const mediaKinds = ['audio', 'image', 'video', 'document', 'sticker'] as const
/** As which type of message a file can be sent. */
export type MediaKind = (typeof mediaKinds)[number]

const office = 'application/vnd.openxmlformats-officedocument'

/** All that Meta takes, and what a file of it is called at its end. Source: Cloud API reference, media, read in 2026. */
const types = {
  'audio/aac': ['audio', 'aac'],
  'audio/amr': ['audio', 'amr'],
  'audio/mpeg': ['audio', 'mp3'],
  'audio/mp4': ['audio', 'm4a'],
  'audio/ogg': ['audio', 'ogg'],
  'image/jpeg': ['image', 'jpg'],
  'image/png': ['image', 'png'],
  'video/mp4': ['video', 'mp4'],
  'video/3gpp': ['video', '3gp'],
  'image/webp': ['sticker', 'webp'],
  'text/plain': ['document', 'txt'],
  'application/pdf': ['document', 'pdf'],
  'application/msword': ['document', 'doc'],
  'application/vnd.ms-excel': ['document', 'xls'],
  'application/vnd.ms-powerpoint': ['document', 'ppt'],
  [`${office}.wordprocessingml.document`]: ['document', 'docx'],
  [`${office}.spreadsheetml.sheet`]: ['document', 'xlsx'],
  [`${office}.presentationml.presentation`]: ['document', 'pptx'],
} as const satisfies Record<string, readonly [MediaKind, string]>

const known = new Map<string, readonly [MediaKind, string]>(Object.entries(types))
export const mediaTypes: readonly string[] = [...known.keys()]

/** What programs call these types beside their names. */
const aliases = new Map([
  ['image/jpg', 'image/jpeg'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/m4a', 'audio/mp4'],
  ['audio/x-m4a', 'audio/mp4'],
  ['audio/x-aac', 'audio/aac'],
  ['audio/opus', 'audio/ogg'],
  ['video/3gp', 'video/3gpp'],
])

/** The type by Meta's name for it; null for one that it does not take. Parameters are passed over. */
export function knownType(mimeType: string): string | null {
  const plain = mimeType.split(';')[0]?.trim().toLowerCase() ?? ''
  const name = aliases.get(plain) ?? plain
  return known.has(name) ? name : null
}

/** As what a file of this type is sent; null for one that Meta does not take. */
export function mediaKindOf(mimeType: string): MediaKind | null {
  const name = knownType(mimeType)
  return name === null ? null : (known.get(name)?.[0] ?? null)
}

/** What a file of this type is called at its end, with its dot; empty where nobody knows. */
export function endingOf(mimeType: string): string {
  const ending = known.get(knownType(mimeType) ?? '')?.[1]
  return ending ? `.${ending}` : ''
}

const { limits } = policy.media
const nouns: Record<MediaKind, string> = {
  audio: 'An audio file',
  image: 'An image',
  video: 'A video',
  document: 'A document',
  sticker: 'A still sticker',
}

/** The most bytes that a file of this type may have, and what to call it. */
export function limitOfType(mimeType: string, isAnimated: boolean): { bytes: number; noun: string } {
  const kind = mediaKindOf(mimeType) ?? 'document'
  if (kind === 'sticker' && isAnimated) return { bytes: limits.animatedSticker, noun: 'An animated sticker' }
  return { bytes: limits[kind], noun: nouns[kind] }
}
