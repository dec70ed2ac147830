import type { TransactionSql } from 'postgres'
import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { policy } from '@/lib/core/policy'
import { happen, hookUp, startWithNothingWaiting } from '@/lib/webhooks/fixtures/delivering'

startWithNothingWaiting()
const room = 64
const tables = ['events', 'webhook_queue', 'webhook_lanes', 'webhook_deliveries', 'webhook_endpoints']

class Undone extends Error {}

/** How often this connection has read each table from end to end. */
async function scansOf(sql: TransactionSql): Promise<Map<string, number>> {
  const scans = await sql<{ name: string; scans: number }[]>`
    select relname as name, seq_scan::int as scans from pg_stat_xact_all_tables where schemaname = 'public'`
  const ours = scans.filter(({ name }) => tables.some((table) => name.startsWith(table)))
  return new Map(ours.map(({ name, scans }) => [name, scans]))
}

/** What a statement does, undone afterwards: the pages that it reads, and the tables that it reads from end to end. */
async function costOf(statement: (sql: TransactionSql) => Promise<string>) {
  let pages = 0
  let readWhole: string[] = []
  const undone = owner.begin(async (sql) => {
    const text = await statement(sql)
    const before = await scansOf(sql)
    const plan = await sql.unsafe(`explain (analyze, buffers, format text) ${text}`)
    const lines = plan.map((line) => String(line['QUERY PLAN'])).join('\n')
    pages = [...lines.matchAll(/shared hit=(\d+)(?: read=(\d+))?/g)].reduce(
      (most, [, hit, read]) => Math.max(most, Number(hit) + Number(read ?? 0)),
      0,
    )
    await sql`reset role`
    const after = await scansOf(sql)
    readWhole = [...after].flatMap(([name, scans]) => (scans > (before.get(name) ?? 0) ? [name] : []))
    throw new Undone()
  })
  await expect(undone).rejects.toBeInstanceOf(Undone)
  return { pages, readWhole }
}

const { lanes, concurrent, leaseSeconds, retrySeconds } = policy.webhooks
const claim = `select * from claim_deliveries(${room}, 512, ${lanes.lookedAt}, ${concurrent.perTenant}, ${leaseSeconds},
  '{${retrySeconds.join()}}', ${lanes.pauseMilliseconds})`

/** So many deliveries of one event, spread over the endpoints. */
async function queueUp(endpoints: { tenantId: string; endpointId: string; event: string }[], each: number) {
  for (const { tenantId, endpointId, event } of endpoints) {
    await owner`
      with made as (
        insert into webhook_queue (tenant_id, mode, delivery_id, endpoint_id, event_id, trigger, due_at)
        select ${tenantId}, 'live', (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || '7'
          || right(gen_random_uuid()::text, 21))::uuid, ${endpointId}, ${event}, 'event', clock_timestamp()
        from generate_series(1, ${each}) returning *)
      insert into webhook_deliveries (tenant_id, mode, id, endpoint_id, event_id, event_type)
      select tenant_id, mode, delivery_id, endpoint_id, event_id, 'otp.verified' from made`
    await owner`update webhook_lanes set next_due_at = clock_timestamp() where endpoint_id = ${endpointId}`
  }
  await owner`update events set position = 0 where position is null`
  await owner.unsafe(`vacuum analyze ${tables.join()}`)
}

/** Claims, and settles what it claimed: half of it delivered. */
async function claimAndSettle(sql: TransactionSql): Promise<string> {
  const [answer] = await sql.unsafe<{ claimed: string }[]>(claim)
  const { deliveries }: { deliveries: { tenant: string; endpoint: string; id: string; number: number }[] } =
    JSON.parse(answer?.claimed ?? '')
  expect(deliveries).toHaveLength(room)
  const results = deliveries.map(({ tenant, endpoint, id: delivery, number }, index) => ({
    tenant,
    endpoint,
    delivery,
    attempt: delivery,
    number,
    ago: 1,
    milliseconds: 5,
    delivered: index % 2 === 0,
    delay: index % 2 === 0 ? null : 30,
    requestHeaders: {},
    responseHeaders: {},
    responseBody: '',
  }))
  await sql`reset role`
  return `select settle_deliveries('${JSON.stringify(results)}', ${concurrent.perEndpoint})`
}

test('what is taken up and written costs the same with 200,000 waiting as with 1,000, and no table is read from end to end', async () => {
  const endpoints = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const tenant = await hookUp()
      const [event = ''] = await happen(tenant)
      return { ...tenant, event }
    }),
  )
  await queueUp(endpoints, 50)
  const measure = async () => ({
    claim: await costOf(async () => claim),
    settle: await costOf(claimAndSettle),
  })
  const little = await measure()
  await queueUp(endpoints, 10_000)
  const much = await measure()
  console.info(
    `pages for ${room}: claimed ${little.claim.pages}, then ${much.claim.pages}; settled ${little.settle.pages}, then ${much.settle.pages}`,
  )
  for (const { claim, settle } of [little, much]) {
    expect([...claim.readWhole, ...settle.readWhole]).toEqual([])
    expect(Math.min(claim.pages, settle.pages)).toBeGreaterThan(100)
  }
  expect(much.claim.pages).toBeLessThan(little.claim.pages * 1.5)
  expect(much.settle.pages).toBeLessThan(little.settle.pages * 1.5)
}, 60_000)

test('where nothing waits, a look costs next to nothing', async () => {
  const { pages, readWhole } = await costOf(async (sql) => {
    // The first look of a connection reads the catalogue as well.
    await sql.unsafe(claim)
    await sql`reset role`
    return claim
  })
  expect(readWhole).toEqual([])
  expect(pages).toBeLessThan(60)
})
