import { AppError } from '@/lib/core/errors'
import { knownType, limitOfType, mediaKindOf, mediaTypes } from '@/lib/media/type-schema'

type Head = Uint8Array

const documentsIn = (ending: RegExp) => mediaTypes.filter((type) => ending.test(type))
const zipped = documentsIn(/openxmlformats/)
const compound = documentsIn(/msword|ms-excel|ms-powerpoint/)

/** How each of Meta's types begins, in the order in which they are looked for. Source: the formats' own standards. */
const signatures: [types: readonly string[], begins: (head: Head) => boolean][] = [
  [['image/jpeg'], (head) => hasBytes(head, 0, 0xff, 0xd8, 0xff)],
  [['image/png'], (head) => hasText(head, 0, '\x89PNG\r\n\x1a\n')],
  [['image/webp'], (head) => hasText(head, 0, 'RIFF') && hasText(head, 8, 'WEBP')],
  [['application/pdf'], (head) => textOf(head, 0, 1_024).includes('%PDF-')],
  [['audio/amr'], (head) => hasText(head, 0, '#!AMR')],
  // Meta plays Opus alone in it, whose packet opens the first page.
  [['audio/ogg'], (head) => hasText(head, 0, 'OggS') && textOf(head, 0, 128).includes('OpusHead')],
  [['audio/mpeg'], (head) => hasText(head, 0, 'ID3') || isMpegFrame(head)],
  [['audio/aac'], (head) => hasText(head, 0, 'ADIF') || isAdtsFrame(head)],
  [['video/3gpp'], (head) => hasText(head, 4, 'ftyp3g')],
  [['audio/mp4'], (head) => hasText(head, 4, 'ftypM4')],
  [['video/mp4', 'audio/mp4'], (head) => hasText(head, 4, 'ftyp') && !hasText(head, 8, 'qt')],
  [zipped, (head) => hasText(head, 0, 'PK\x03\x04')],
  [compound, (head) => hasBytes(head, 0, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
  [['text/plain'], isText],
]

/** Which of Meta's types a file can be that begins so; none for what Meta does not take. */
export function sniffTypes(head: Head): readonly string[] {
  return signatures.find(([, begins]) => begins(head))?.[0] ?? []
}

/** Whether a WebP file moves: the flag of its extended header says so. */
export function isAnimatedWebp(head: Head): boolean {
  return hasText(head, 8, 'WEBP') && hasText(head, 12, 'VP8X') && ((head[20] ?? 0) & 0x02) !== 0
}

/** What a client says that knows no better. */
const noClaims = ['', 'application/octet-stream', 'binary/octet-stream']

/**
 * The type of a file by Meta's name for it: what it is said to be, which its beginning has to bear out, or, where
 * nothing is said, what it is by its beginning. Throws `unsupported_media_type` for what Meta does not take, and
 * `validation_failed` where the two do not agree.
 */
export function judgeType({ claim, head }: { claim: string; head: Head }): string {
  const found = sniffTypes(head)
  if (noClaims.includes(claim)) {
    if (found.length === 1 && found[0]) return found[0]
    throw found.length === 0 ? notTaken('This file') : disagrees('Say in `type` which of them it is', found)
  }
  const claimed = knownType(claim)
  if (claimed === null) throw notTaken(claim.length < 100 ? claim : 'A file of this type')
  if (!found.includes(claimed)) throw disagrees(`Is not ${claimed} by its content`, found)
  return claimed
}

/** What may be taken of a file that has begun to come. What cannot be taken at all is told once it is whole. */
export function limitOfUpload({ claim, head }: { claim: string; head: Head }): {
  bytes: number
  noun: string
} {
  const found = sniffTypes(head)
  const claimed = knownType(claim)
  const type = (claimed && mediaKindOf(claimed) ? claimed : found[0]) ?? 'application/pdf'
  return limitOfType(type, isAnimatedWebp(head))
}

function notTaken(what: string): AppError {
  return new AppError('unsupported_media_type', {
    detail: `${what} is nothing that WhatsApp takes. It takes ${mediaTypes.join(', ')}.`,
  })
}

function disagrees(message: string, found: readonly string[]): AppError {
  const fix = found.length === 0 ? undefined : `It looks like ${found.join(' or ')}.`
  return new AppError('validation_failed', {
    faults: [{ path: 'type', message: `${message}.`, ...(fix ? { fix } : {}) }],
  })
}

function hasBytes(head: Head, at: number, ...bytes: number[]): boolean {
  return bytes.every((byte, index) => head[at + index] === byte)
}

function hasText(head: Head, at: number, text: string): boolean {
  return textOf(head, at, at + text.length) === text
}

function textOf(head: Head, from: number, to: number): string {
  return Buffer.from(head.subarray(from, to)).toString('latin1')
}

/** The eleven bits that open a frame, then a layer that is not the one which ADTS has. */
function isMpegFrame([first = 0, second = 0]: Head): boolean {
  return first === 0xff && (second & 0xe0) === 0xe0 && (second & 0x06) !== 0
}

function isAdtsFrame([first = 0, second = 0]: Head): boolean {
  return first === 0xff && (second & 0xf6) === 0xf0
}

/** No control characters but those that lay text out. UTF-16 has zeros, and is known by its mark. */
function isText(head: Head): boolean {
  if (hasBytes(head, 0, 0xff, 0xfe) || hasBytes(head, 0, 0xfe, 0xff)) return true
  return head.length > 0 && head.every((byte) => byte >= 0x20 || [9, 10, 12, 13, 27].includes(byte))
}
