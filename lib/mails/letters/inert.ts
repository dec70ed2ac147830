const invisible = /[^\P{C}\u200c\u200d]|[\p{Zl}\p{Zp}]/gu
const mostCharacters = 500

/**
 * What people chose, such as a name, made harmless in a mail: one line, nothing invisible that turns it around, and
 * nothing that a mail program would make a link of. A break without width goes in where a link would hold together.
 */
export function inert(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll(invisible, '').trim()
  const cut = [...line].slice(0, mostCharacters).join('')
  return cut.replaceAll(/(?<=[.:@/\\。．｡])(?=\S)/gu, '\u200b')
}
