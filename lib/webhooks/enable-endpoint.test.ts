import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { makeDelivery, makeEvent } from '@/db/webhook-factories'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { person } from '@/lib/keys/fixtures/person'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { plainEndpoint, rowOf } from '@/lib/webhooks/fixtures/endpoints'
import { deliverWhenEmitted } from '@/lib/webhooks/kick'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

const width = policy.webhooks.concurrent.perEndpoint
const failing = {
  failing_since: new Date('2026-11-20T00:00:00Z'),
  last_failed_at: new Date('2026-11-24T00:00:00Z'),
  warned: 2,
  gone_at: new Date('2026-11-24T00:00:00Z'),
  exhausted_at: new Date('2026-11-24T00:00:00Z'),
  exhausted: 7,
  width: 1,
  free_at: new Date('2026-11-24T00:00:00Z'),
  next_due_at: null,
}
const clean = { failing_since: null, warned: 0, gone_at: null, width, free_at: null }

async function failingEndpoint(ctx: Ctx, waitsUntil: Date | null) {
  const { id } = await createEndpoint(ctx, plainEndpoint())
  const place = { tenantId: ctx.tenantId, mode: ctx.mode, endpointId: fromTypeId('endpoint', id) ?? '' }
  if (waitsUntil)
    for (const later of [3_600_000, 0]) {
      const event = await makeEvent(place)
      const nextAttemptAt = new Date(waitsUntil.getTime() + later)
      await makeDelivery({ ...place, eventId: event.id, nextAttemptAt })
    }
  await owner`update webhook_lanes set ${owner(failing)} where endpoint_id = ${place.endpointId}`
  return id
}

describe('an endpoint that is disabled by hand', () => {
  test('says so, and why; again makes no difference', async () => {
    const { ctx } = await person('owner')
    const id = await failingEndpoint(ctx, null)
    const disabled = await updateEndpoint(ctx, { id, enabled: false })
    expect(disabled).toMatchObject({
      enabled: false,
      disabled_reason: 'by_hand',
      disabled_at: disabled.updated_at,
    })
    expect(await updateEndpoint(ctx, { id, enabled: false })).toEqual(disabled)
  })

  test('and enabled again begins anew: no failures, no warnings, and what waits is due when it was', async () => {
    const { ctx } = await person('owner')
    const due = new Date('2026-11-24T10:00:00.000Z')
    const id = await failingEndpoint(ctx, due)
    await updateEndpoint(ctx, { id, enabled: false })
    let kicks = 0
    deliverWhenEmitted(() => kicks++)
    const enabled = await updateEndpoint(ctx, { id, enabled: true })
    expect(enabled).toMatchObject({
      enabled: true,
      disabled_reason: null,
      disabled_at: null,
      failing_since: null,
    })
    expect(kicks).toBe(1)
    const { lane } = await rowOf(id)
    expect(lane).toMatchObject({ ...clean, exhausted_at: null, exhausted: 0, next_due_at: due })
    expect(lane.last_failed_at).toEqual(failing.last_failed_at)
  })

  test('and enabled again with nothing waiting has nothing due', async () => {
    const { ctx } = await person('owner')
    const id = await failingEndpoint(ctx, null)
    await updateEndpoint(ctx, { id, enabled: false })
    await updateEndpoint(ctx, { id, enabled: true })
    expect((await rowOf(id)).lane.next_due_at).toBeNull()
  })

  test.each(['gone', 'failing'])('so does one that was disabled because it was %s', async (reason) => {
    const { ctx } = await person('owner')
    const id = await failingEndpoint(ctx, null)
    await owner`update webhook_endpoints set enabled = false, disabled_reason = ${reason}, disabled_at = now()
      where id = ${fromTypeId('endpoint', id)}`
    expect(await updateEndpoint(ctx, { id, enabled: true })).toMatchObject({
      enabled: true,
      disabled_reason: null,
    })
    expect((await rowOf(id)).lane).toMatchObject(clean)
  })
})

test('another URL begins anew as well, but its people still hear of what was given up at the one before', async () => {
  const { ctx } = await person('owner')
  const due = new Date('2026-11-24T10:00:00.000Z')
  const id = await failingEndpoint(ctx, due)
  await updateEndpoint(ctx, { id, url: 'http://127.0.0.1:9/elsewhere' })
  expect((await rowOf(id)).lane).toMatchObject({ ...clean, exhausted: 7, next_due_at: due })
})

test('nothing else that is changed touches how it has been doing', async () => {
  const { ctx } = await person('owner')
  const id = await failingEndpoint(ctx, null)
  const url = 'http://127.0.0.1:9/hooks'
  await updateEndpoint(ctx, {
    id,
    url,
    description: 'x',
    events: ['otp.sent'],
    ratePerSecond: 3,
    enabled: true,
  })
  expect((await rowOf(id)).lane).toMatchObject(failing)
})

test('what is changed: events, rate and headers as a whole; null and nothing are told apart', async () => {
  const { ctx } = await person('owner')
  const headers = { 'X-A': '1', 'X-B': '2' }
  const { id, ...before } = await createEndpoint(ctx, plainEndpoint({ headers, ratePerSecond: 5 }))
  const same = await updateEndpoint(ctx, { id })
  expect(same).toEqual({ id, ...before })
  const other = await updateEndpoint(ctx, { id, headers: { 'X-C': '3' }, events: ['otp.sent'] })
  expect(other).toMatchObject({ header_names: ['X-C'], events: ['otp.sent'], rate_per_second: 5 })
  const bare = await updateEndpoint(ctx, { id, headers: {}, ratePerSecond: null, events: ['*'] })
  expect(bare).toMatchObject({ header_names: [], events: ['*'], rate_per_second: null })
  expect((await rowOf(id)).endpoint).toMatchObject({ headers_sealed: null, event_types: null })
})
