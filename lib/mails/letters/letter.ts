/** What a mail says. Its two parts, HTML and plain text, are made from the same words. */
export type Letter = {
  subject: string
  /** What an inbox shows beside the subject. */
  preheader: string
  title: string
  blocks: Block[]
  /** Why somebody gets it. */
  reason: string
}

export type Block =
  | { kind: 'words'; words: string }
  | { kind: 'code'; code: string }
  | { kind: 'facts'; facts: [name: string, value: string][] }
  /** Every link opens a page, and does nothing until a button there is pressed: scanners follow links. */
  | { kind: 'link'; label: string; link: string; isMinor?: boolean }

export const words = (text: string): Block => ({ kind: 'words', words: text })
export const facts = (...rows: [name: string, value: string][]): Block => ({ kind: 'facts', facts: rows })
export const link = (label: string, to: string): Block => ({ kind: 'link', label, link: to })
export const minorLink = (label: string, to: string): Block => ({
  kind: 'link',
  label,
  link: to,
  isMinor: true,
})

type Visit = { at: string; browser: string; place: string }
export const visitFacts = ({ at, browser, place }: Visit): [name: string, value: string][] => [
  ['When', at],
  ['Browser', browser || 'Unknown'],
  ['Place', place || 'Unknown'],
]
