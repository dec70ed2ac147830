import { parameterError } from './errors'

type Fields = Record<string, unknown>

/** What `fields` asks for, or what Meta gives unasked; the id always comes along. */
export function pickFields(whole: Fields & { id: string }, usual: string[], query: URLSearchParams): Fields {
  const asked = query.get('fields')?.split(',').filter(Boolean)
  const names = asked?.length ? asked : usual
  const unknown = names.find((name) => !(name in whole))
  if (unknown) throw parameterError(`Tried accessing nonexisting field (${unknown})`)
  return Object.fromEntries(
    [...names.filter((name) => name !== 'id'), 'id'].map((name) => [name, whole[name]]),
  )
}

/** One page of a list, with cursors as Meta writes them. */
export function page<Item>(items: Item[], query: URLSearchParams) {
  const limit = Math.min(Math.max(Number(query.get('limit')) || 25, 1), 1000)
  const start = readCursor(query.get('after'))
  const data = items.slice(start, start + limit)
  if (data.length === 0) return { data, paging: { cursors: {} } }
  return { data, paging: { cursors: { before: cursor(start), after: cursor(start + data.length) } } }
}

function cursor(position: number): string {
  return Buffer.from(`position ${position}`).toString('base64url')
}

function readCursor(text: string | null): number {
  if (!text) return 0
  const position = /^position (\d+)$/.exec(Buffer.from(text, 'base64url').toString())?.[1]
  if (position === undefined) throw parameterError('Invalid cursor')
  return Number(position)
}
