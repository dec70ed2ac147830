import { isSQLWrapper, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { type TenantTx, withTenant } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { selectInOrder, selectNewestEvents } from '@/lib/webhooks/feed-store'
import { makeFeed } from '@/lib/webhooks/fixtures/feed'
import { selectDeliveries } from '@/lib/webhooks/log-store'
import { selectMissed } from '@/lib/webhooks/recovery-store'

const id = newUuid()
const limit = 26
const search = { endpointId: id, eventTypes: null, since: new Date(0), fromId: id, after: 1n, upTo: 9n }

/** Of tables that are still small the planner reads all; where it may not, it shows what it could do instead. */
const questions: [name: string, index: RegExp, ask: (tx: TenantTx) => unknown][] = [
  ['a page of events', /type_id_idx/, (tx) => selectNewestEvents(tx, { limit, before: id })],
  ['events of a type', /type_id_idx/, (tx) => selectNewestEvents(tx, { limit, type: 'otp.sent' })],
  ['events, pulled', /position_idx/, (tx) => selectInOrder(tx, { limit, after: 1n, upTo: 9n })],
  ['a page of deliveries', /endpoint_id_id_idx/, (tx) => selectDeliveries(tx, { limit, before: id })],
  ['those to an endpoint', /endpoint_id_id_idx/, (tx) => selectDeliveries(tx, { limit, endpointId: id })],
  ['those of a recovery', /recovery_id_id_idx/, (tx) => selectDeliveries(tx, { limit, recoveryId: id })],
  ['those of a type', /endpoint_id_event_t/, (tx) => selectDeliveries(tx, { limit, type: 'otp.sent' })],
  ['exhausted ones', /endpoint_id_undeliv/, (tx) => selectDeliveries(tx, { limit, status: 'exhausted' })],
  ['replayed ones', /endpoint_id_trigger/, (tx) => selectDeliveries(tx, { limit, trigger: 'replay' })],
  ['pending ones', /webhook_queue_\w*pk/, (tx) => selectDeliveries(tx, { limit, status: 'pending' })],
  ['missed events', /position_idx/, (tx) => selectMissed(tx, search, limit)],
]

test.each(questions)('%s: found by an index, and no table read from end to end', async (_, index, ask) => {
  const { ctx } = await makeFeed()
  const plan = await withTenant(ctx, async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`)
    await tx.execute(sql`set local enable_bitmapscan = off`)
    const query = ask(tx)
    if (!isSQLWrapper(query)) throw new Error('There is nothing to explain.')
    const lines = await tx.execute(sql`explain ${query}`)
    return lines.map((line) => String(line['QUERY PLAN'])).join('\n')
  })
  expect(plan).toMatch(index)
  expect(plan).not.toMatch(/Seq Scan on (events|webhook_)/)
})

test('a delivery that arrives is written once, whatever indexes there are; one that does not is found', async () => {
  const feed = await makeFeed()
  const event = await feed.happen()
  const [fine, lost] = [await feed.deliver(event.id), await feed.deliver(event.id)]
  const [place] = await owner<{ name: string }[]>`
    select tableoid::regclass::text as name from webhook_deliveries where id = ${fine.id}`
  await owner.begin(async (tx) => {
    const count = async () => {
      const [row] = await tx<{ count: string }[]>`
        select pg_stat_get_xact_tuples_hot_updated(${place?.name ?? ''}::regclass) as count`
      return Number(row?.count)
    }
    await tx`update webhook_deliveries set status = 'delivered', attempts = 1 where id = ${fine.id}`
    expect(await count()).toBe(1)
    await tx`update webhook_deliveries set status = 'exhausted', attempts = 6 where id = ${lost.id}`
    expect(await count()).toBe(1)
  })
  const found = await withTenant(feed.ctx, (tx) => selectDeliveries(tx, { limit, status: 'exhausted' }))
  expect(found.map((row) => row.id)).toEqual([lost.id])
})
