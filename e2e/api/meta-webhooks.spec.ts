import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sql } from 'postgres'
import { newUuid } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { deliver, deliveryOf } from '../support/meta'
import { randomPhone } from '../support/phone'
import type { Tenant } from '../support/tenant'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }
const folder = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../../lib/messages/fixtures/meta-webhooks',
)
const samples = readdirSync(folder)

/** One of Meta's own samples, to this tenant's number. */
function sampleOf(name: string, tenant: Tenant, mark: string): string {
  return readFileSync(path.join(folder, name), 'utf8')
    .replaceAll('900500600700801', tenant.phone_number_id)
    .replaceAll(/"(wamid\.[^"]*)"/g, `"$1${mark}"`)
}

const typesOf = async (owner: Sql, tenant: Tenant) => {
  const rows = await owner<{ type: string }[]>`select type from messages
    where tenant_id = ${tenant.id} and direction = 'inbound' order by type`
  return rows.map(({ type }) => type)
}

test('every sample of Meta’s is answered within half a second, and what people wrote is there', async ({
  world,
  tenant,
  owner,
}) => {
  const mark = randomUUID()
  for (const name of samples) {
    const body = sampleOf(name, tenant, mark)
    const start = performance.now()
    expect(await deliver(world, body), name).toMatchObject({ status: 200, json: { received: true } })
    expect(performance.now() - start, name).toBeLessThan(500)
  }
  const written = samples.filter(
    (name) => name.startsWith('messages-') && name !== 'messages-system-error.json',
  )
  // Two more are in the batch of two accounts, to this number.
  await expect.poll(async () => (await typesOf(owner, tenant)).length, patience).toBe(written.length + 2)
  expect(new Set(await typesOf(owner, tenant))).toEqual(
    new Set(
      'audio button contacts document image interactive location order reaction sticker system text unsupported video'.split(
        ' ',
      ),
    ),
  )
  const open = await owner`select error from meta_webhooks
    where error is not null and position(convert_to(${tenant.phone_number_id}, 'UTF8') in body) > 0`
  expect([...open]).toEqual([])
})

test('a delivery of 3 MB with 1,000 reports is taken within a second, and applied within ten', async ({
  world,
  tenant,
  owner,
}) => {
  const wamids = Array.from({ length: 1_000 }, () => `wamid.${randomUUID()}`)
  const ids = wamids.map(() => newUuid())
  await owner`insert into messages (tenant_id, mode, id, direction, type, status, phone, wamid)
    select ${tenant.id}, 'live', m, 'outbound', 'text', 'sent', '+12025550141', w
    from unnest(${ids}::uuid[], ${wamids}::text[]) as t(m, w)`
  await owner`insert into message_routes (tenant_id, mode, wamid, message_id)
    select tenant_id, mode, wamid, id from messages where tenant_id = ${tenant.id}`
  const body = deliveryOf(
    wamids.map((wamid) => ({ wamid, status: 'delivered', errors: [{ note: 'x'.repeat(2_920) }] })),
  )
  expect(body.length).toBeGreaterThan(2.9 * 1024 * 1024)
  const start = performance.now()
  expect(await deliver(world, body)).toMatchObject({ status: 200 })
  expect(performance.now() - start).toBeLessThan(1_000)
  const left = async () => {
    const rows = await owner`select 1 from messages where tenant_id = ${tenant.id} and status <> 'delivered'`
    return rows.length
  }
  await expect.poll(left, patience).toBe(0)
})

test('who writes STOP is not written to, whether they have a number or a username', async ({
  tenant,
  sandbox,
  owner,
}) => {
  const ends = { from: randomPhone(), to: tenant.phone_number_id }
  const stopped = async () => {
    const rows = await owner<{ scope: string; phone: string | null }[]>`select scope, phone from suppressions
      where tenant_id = ${tenant.id} order by scope, phone`
    return rows.map(({ scope, phone }) => [scope, phone])
  }
  await sandbox.inbound({ ...ends, text: 'STOP' })
  await expect.poll(stopped, patience).toEqual([['all', ends.from]])
  await sandbox.inbound({ ...ends, from: randomPhone(), text: 'stop', username: 'pat.example' })
  await expect.poll(stopped, patience).toEqual([
    ['all', ends.from],
    ['all', null],
  ])
})
