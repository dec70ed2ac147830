/**
 * The beginning of an answer, as far as it is shown: at most so many bytes of UTF-8, and no character cut in two.
 */
export function shownPart(text: string, bytes: number): { body: string; truncated: boolean } {
  const all = Buffer.from(text, 'utf8')
  if (all.length <= bytes) return { body: text, truncated: false }
  let end = bytes
  // The bytes of a character after its first begin with the bits 10.
  while (end > 0 && ((all[end] ?? 0) & 0xc0) === 0x80) end--
  return { body: all.toString('utf8', 0, end), truncated: true }
}
