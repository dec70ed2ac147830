import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Sql } from 'postgres'

/** Six digits of a moment's microseconds are no code. */
const moment = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?/g

type Place = [name: string, text: string]

/** Which of these codes of six digits are in which of these places. */
export function holding(places: Place[], codes: string[]): string[] {
  return places.flatMap(([place, text]) => {
    const tokens = new Set(text.replaceAll(moment, '').match(/(?<![0-9A-Za-z])[0-9]{6}(?![0-9A-Za-z])/g))
    return codes.filter((code) => tokens.has(code)).map((code) => `${code} in ${place}`)
  })
}

/** Every row of every table as JSON, and its bytes as the text they may be. */
export async function readTables(owner: Sql): Promise<Place[]> {
  const tables = await owner<{ name: string; bytes: string[] }[]>`
    select c.table_name as name,
      coalesce(array_agg(c.column_name) filter (where c.data_type = 'bytea'), '{}')::text[] as bytes
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' group by 1`
  return Promise.all(
    tables.map(async ({ name, bytes }): Promise<Place> => {
      const texts = bytes.map((column) => `|| ' ' || coalesce(encode("${column}", 'escape'), '')`).join('')
      const rows = await owner.unsafe<{ text: string }[]>(
        `select row_to_json(t)::text ${texts} as text from "${name}" t`,
      )
      return [name, rows.map(({ text }) => text).join('\n')]
    }),
  )
}

/** What the app wrote. */
export function readLogs(folder: string): Place[] {
  return [['app.log', readFileSync(path.join(folder, 'app.log'), 'utf8')]]
}
