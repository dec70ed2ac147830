import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeEndpoint } from '@/db/webhook-factories'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import type { DeliveryList } from '@/lib/webhooks/delivery-schema'
import { eventBody } from '@/lib/webhooks/event-body'
import { makeFeed } from '@/lib/webhooks/fixtures/feed'
import { getDelivery } from '@/lib/webhooks/get-delivery'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'

const dlv = ({ id }: { id: string }) => toTypeId('delivery', id)
const idsOf = ({ data }: DeliveryList) => data.map(({ id }) => id)

/** Deliveries of every kind, to two endpoints, the oldest first. */
async function makeLog() {
  const feed = await makeFeed()
  const other = await makeEndpoint({ tenantId: feed.tenantId, mode: 'live' })
  const event = await feed.happen()
  const failed = await feed.happen({ type: 'otp.failed' })
  const recoveryId = newUuid()
  const rows = {
    delivered: await feed.deliver(event.id, { status: 'delivered', attempts: 1 }),
    exhausted: await feed.deliver(event.id, { status: 'exhausted', attempts: 6 }),
    canceled: await feed.deliver(failed.id, { status: 'canceled', eventType: 'otp.failed' }),
    pending: await feed.deliver(event.id),
    replayed: await feed.deliver(event.id, { trigger: 'replay', status: 'delivered' }),
    recovered: await feed.deliver(failed.id, { trigger: 'recovery', recoveryId, eventType: 'otp.failed' }),
    elsewhere: await feed.deliver(event.id, { endpointId: other.id, status: 'exhausted' }),
  }
  const of = async (query: object) => idsOf(await listDeliveries(feed.ctx, { limit: 25, ...query }))
  return { ...feed, other, event, failed, recoveryId, rows, of }
}

describe('deliveries', () => {
  test('come newest first, page by page, each once, in every way to ask for them', async () => {
    const { ctx, whe, event, rows, mode, ...feed } = await makeLog()
    await feed.deliver(event.id, { mode: 'test' })
    const all = Object.values(rows).reverse()
    const questions = [
      [{}, all],
      [{ endpoint: whe }, all.filter((row) => row !== rows.elsewhere)],
      [{ event: toTypeId('event', event.id) }, all.filter((row) => row.eventId === event.id)],
      [{ status: 'pending' }, [rows.recovered, rows.pending]],
      [{ status: 'exhausted' }, [rows.elsewhere, rows.exhausted]],
    ] as const
    for (const [query, expected] of questions) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await listDeliveries(ctx, { limit: 1, cursor, ...query })
        seen.push(...idsOf(page))
        expect(page.has_more).toBe(page.next_cursor !== null)
        cursor = page.next_cursor ?? undefined
      } while (cursor)
      expect(seen, JSON.stringify(query)).toEqual(expected.map(dlv))
    }
  })

  test('are filtered by endpoint, event, type, status, cause, recovery and time, and by many at once', async () => {
    const { of, rows, whe, failed, recoveryId } = await makeLog()
    const past = new Date(Date.now() - 300_000).toISOString()
    const recovery = toTypeId('recovery', recoveryId)
    const event = toTypeId('event', failed.id)
    expect(await of({ status: 'delivered' })).toEqual([rows.replayed, rows.delivered].map(dlv))
    expect(await of({ status: 'canceled' })).toEqual([dlv(rows.canceled)])
    expect(await of({ status: 'exhausted', endpoint: whe })).toEqual([dlv(rows.exhausted)])
    expect(await of({ status: 'pending', endpoint: whe, type: 'otp.failed' })).toEqual([dlv(rows.recovered)])
    expect(await of({ trigger: 'replay' })).toEqual([dlv(rows.replayed)])
    expect(await of({ trigger: 'event', status: 'delivered' })).toEqual([dlv(rows.delivered)])
    expect(await of({ recovery })).toEqual([dlv(rows.recovered)])
    expect(await of({ type: 'otp.failed' })).toEqual([rows.recovered, rows.canceled].map(dlv))
    expect(await of({ event, status: 'canceled' })).toEqual([dlv(rows.canceled)])
    expect(await of({ createdAfter: past, createdBefore: past })).toEqual([])
    expect(await of({ createdAfter: past, trigger: 'replay' })).toEqual([dlv(rows.replayed)])
    for (const nothing of [
      { endpoint: 'whe_x' },
      { event: '' },
      { recovery: toTypeId('recovery', newUuid()) },
    ])
      expect(await of(nothing)).toEqual([])
  })

  test('of another tenant, and of the other mode, are not there, by whatever they are asked for', async () => {
    const [log, other] = await Promise.all([makeLog(), makeLog()])
    const queries = [
      { endpoint: other.whe },
      { event: toTypeId('event', other.event.id) },
      { recovery: toTypeId('recovery', other.recoveryId) },
    ]
    for (const query of queries) expect(await log.of(query)).toEqual([])
    const gone = expect.objectContaining({ code: 'not_found' })
    for (const id of [dlv(other.rows.pending), dlv({ id: newUuid() }), 'dlv_x'])
      await expect(getDelivery(log.ctx, { id })).rejects.toEqual(gone)
  })
})

describe('a delivery', () => {
  test('tells where it goes, the exact body, and every attempt with request and answer', async () => {
    const feed = await makeFeed()
    const event = await feed.happen()
    const row = await feed.deliver(event.id, { status: 'delivered', attempts: 2 })
    const [stored] = await owner`select created_at, data from events where id = ${event.id}`
    const sent = { 'webhook-id': toTypeId('event', event.id) }
    const attempt = (fields: object) => ({
      ...{ tenant_id: feed.tenantId, mode: 'live', id: newUuid(), delivery_id: row.id, milliseconds: 12 },
      ...{ started_at: new Date(), request_headers: sent, ...fields },
    })
    const long = `${'x'.repeat(policy.webhooks.shownBytes - 1)}é and more`
    await owner`insert into webhook_attempts ${owner(
      attempt({ number: 2, status_code: 200, response_headers: { server: 'x' }, response_body: long }),
    )}`
    await owner`insert into webhook_attempts ${owner(attempt({ number: 1, error: 'timeout' }))}`
    const detail = await getDelivery(feed.ctx, { id: dlv(row) })
    expect(detail).toMatchObject({ url: feed.endpoint.url, status: 'delivered', attempt_count: 2 })
    expect(detail.body).toBe(eventBody({ ...event, createdAt: stored?.created_at, data: stored?.data }))
    expect(detail.attempts).toMatchObject([
      { number: 1, status_code: null, error: 'timeout', response: null, request: { headers: sent } },
      { number: 2, status_code: 200, error: null, response: { headers: { server: 'x' }, truncated: true } },
    ])
    expect(detail.attempts[1]?.response?.body).toBe('x'.repeat(policy.webhooks.shownBytes - 1))
  })

  test('can still be read when its event is no longer kept', async () => {
    const feed = await makeFeed()
    const event = await feed.happen()
    const row = await feed.deliver(event.id, { status: 'exhausted' })
    await owner`delete from events where id = ${event.id}`
    expect(await getDelivery(feed.ctx, { id: dlv(row) })).toMatchObject({ body: '', status: 'exhausted' })
  })
})
