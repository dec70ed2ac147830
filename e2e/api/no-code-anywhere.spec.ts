import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Sql } from 'postgres'
import { expect, test } from '../fixtures'
import { randomPhone, wrongCode } from '../support/phone'
import { SentOtp } from '../support/shapes'

/** Six digits of a moment's microseconds are no code. */
const moment = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?/g

test('no code of 20 live OTPs is in any table, nor in a log', async ({
  world,
  api,
  tenant,
  sandbox,
  owner,
}) => {
  const key = tenant.live_key
  const phones = Array.from({ length: 20 }, randomPhone)
  const sent = await Promise.all(
    phones.map((to) => api.post('/otp/send', { to, purpose: 'sign-in' }, { key })),
  )
  const ids = sent.map(({ json }) => SentOtp.parse(json).otp_id)
  const codes = await Promise.all(phones.map((to) => sandbox.code(to)))
  await expect
    .poll(() => owner`select 1 from messages where phone in ${owner(phones)} and status = 'delivered'`, {
      timeout: 15_000,
    })
    .toHaveLength(20)
  for (const [index, code] of codes.entries()) {
    const check = (guess: unknown) => api.post('/otp/verify', { otp_id: ids[index], code: guess }, { key })
    if (index % 4 === 0) await check(code)
    if (index % 4 === 1) for (let step = 1; step <= 3; step++) await check(wrongCode(code, step))
    if (index % 4 === 2) await check(Number(code))
    await api.get(`/otp/${ids[index]}`, { key })
  }

  const places = [...(await readTables(owner)), ...readLogs(world.folder)]
  expect(places.length).toBeGreaterThan(10)
  const found = places.flatMap(([place, text]) => {
    const tokens = new Set(text.replaceAll(moment, '').match(/(?<![0-9A-Za-z])[0-9]{6}(?![0-9A-Za-z])/g))
    return codes.filter((code) => tokens.has(code)).map((code) => `${code} in ${place}`)
  })
  expect(found).toEqual([])
})

/** Every row of every table as JSON, and its bytes as the text they may be. */
async function readTables(owner: Sql): Promise<[string, string][]> {
  const tables = await owner<{ name: string; bytes: string[] }[]>`
    select c.table_name as name,
      coalesce(array_agg(c.column_name) filter (where c.data_type = 'bytea'), '{}')::text[] as bytes
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' group by 1`
  return Promise.all(
    tables.map(async ({ name, bytes }): Promise<[string, string]> => {
      const texts = bytes.map((column) => `|| ' ' || coalesce(encode("${column}", 'escape'), '')`).join('')
      const rows = await owner.unsafe<{ text: string }[]>(
        `select row_to_json(t)::text ${texts} as text from "${name}" t`,
      )
      return [name, rows.map(({ text }) => text).join('\n')]
    }),
  )
}

/** What the app wrote. */
function readLogs(folder: string): [string, string][] {
  return [['app.log', readFileSync(path.join(folder, 'app.log'), 'utf8')]]
}
