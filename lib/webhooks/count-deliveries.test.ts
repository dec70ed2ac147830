import { expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { newTypeId, toTypeId } from '@/lib/core/ids'
import { personActor, testContext } from '@/lib/core/test-context'
import { countDeliveries } from '@/lib/webhooks/count-deliveries'

test('counts the deliveries of each event by what became of them, of this tenant and mode alone', async () => {
  const { id: tenantId } = await makeTenant()
  const stranger = await makeTenant()
  const place = { tenantId, mode: 'test' } as const
  const endpoint = await makeEndpoint(place)
  const [busy, quiet] = [await makeEvent(place), await makeEvent(place)]
  for (const status of ['delivered', 'delivered', 'pending', 'exhausted', 'canceled'] as const)
    await makeDelivery({ ...place, endpointId: endpoint.id, eventId: busy.id, status })

  const ids = [busy, quiet].map(({ id }) => toTypeId('event', id))
  const eventIds = [...ids, newTypeId('event'), 'evt_x', '']
  const counts = await countDeliveries(testContext(place).ctx, { eventIds })
  expect([...counts]).toEqual([[ids[0], { all: 5, delivered: 2, pending: 1 }]])

  for (const other of [{ tenantId: stranger.id, mode: 'test' } as const, { tenantId, mode: 'live' } as const])
    expect(await countDeliveries(testContext(other).ctx, { eventIds })).toEqual(new Map())
  expect(await countDeliveries(testContext(place).ctx, { eventIds: [] })).toEqual(new Map())
})

test('takes webhooks.read', async () => {
  const { id: tenantId } = await makeTenant()
  const { ctx } = testContext({ tenantId, mode: 'test', actor: personActor('support') })
  await expect(countDeliveries(ctx, { eventIds: [] })).rejects.toMatchObject({ code: 'role_missing' })
})
