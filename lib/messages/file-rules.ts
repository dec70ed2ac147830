const megabyte = 1024 * 1024

/** What Meta takes as which kind of message, and how large. Source: Cloud API reference, sections 2.2 and 2.7. */
const kinds: Record<string, { types: readonly string[]; bytes: number }> = {
  image: { types: ['image/jpeg', 'image/png'], bytes: 5 * megabyte },
  video: { types: ['video/mp4', 'video/3gpp'], bytes: 16 * megabyte },
  audio: {
    types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
    bytes: 16 * megabyte,
  },
  document: {
    types: [
      'text/plain',
      'application/pdf',
      'application/msword',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.ms-excel',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.ms-powerpoint',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    bytes: 100 * megabyte,
  },
  sticker: { types: ['image/webp'], bytes: 500 * 1024 },
}

/** What is wrong with sending this file as that kind, in a sentence; null when nothing is. */
export function whyNotAs(kind: string, file: { mimeType: string; size: number | null }): string | null {
  const allowed = kinds[kind]
  if (!allowed) return null
  const type = file.mimeType.split(';')[0]?.trim().toLowerCase() ?? ''
  if (!allowed.types.includes(type))
    return `A file of the type ${type} cannot be sent as ${kind}; that takes ${allowed.types.join(', ')}.`
  if (file.size !== null && file.size > allowed.bytes)
    return `It is too large to be sent as ${kind}: at most ${Math.floor(allowed.bytes / 1024)} KiB.`
  return null
}
