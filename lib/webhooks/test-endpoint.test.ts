import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { inOneTransaction } from '@/db/tenant'
import { fromTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { person } from '@/lib/keys/fixtures/person'
import { createEndpoint } from '@/lib/webhooks/create-endpoint'
import { deleteEndpoint } from '@/lib/webhooks/delete-endpoint'
import { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { auditOf, plainEndpoint, rowOf } from '@/lib/webhooks/fixtures/endpoints'
import { deliverWhenEmitted } from '@/lib/webhooks/kick'
import { testEndpoint } from '@/lib/webhooks/test-endpoint'
import { updateEndpoint } from '@/lib/webhooks/update-endpoint'

const deliveriesOf = (tenantId: string) =>
  owner`select d.id, d.endpoint_id, d.event_id, d.trigger, d.status, q.due_at, e.type, e.data, e.subject_id
    from webhook_deliveries d join webhook_queue q on q.delivery_id = d.id
    join events e on e.tenant_id = d.tenant_id and e.id = d.event_id where d.tenant_id = ${tenantId}`

describe('a test event', () => {
  test('is an event and a delivery to this endpoint alone, due at once, whatever it wants', async () => {
    const { ctx } = await person('developer')
    const { id } = await createEndpoint(ctx, plainEndpoint({ events: ['otp.sent'] }))
    await createEndpoint(ctx, plainEndpoint())
    let kicks = 0
    deliverWhenEmitted(() => kicks++)
    const delivery = await testEndpoint(ctx, { id })
    expect(DeliveryObject.parse(delivery)).toEqual(delivery)
    expect(delivery).toMatchObject({
      endpoint_id: id,
      trigger: 'test',
      event_type: 'test.ping',
      status: 'pending',
    })
    expect(kicks).toBe(1)
    const rows = await deliveriesOf(ctx.tenantId)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      id: fromTypeId('delivery', delivery.id),
      event_id: fromTypeId('event', delivery.event_id),
      type: 'test.ping',
      subject_id: id,
      data: { object: 'ping', endpoint_id: id },
    })
    expect((await rowOf(id)).lane.next_due_at).toBeInstanceOf(Date)
    const entries = await auditOf(ctx)
    expect(entries.at(-1)).toMatchObject({
      action: 'webhook_endpoint.tested',
      target_id: id,
      after: { event_id: delivery.event_id },
    })
  })

  test('is not there, and nobody is woken, when its transaction fails', async () => {
    const { ctx } = await person('owner')
    const { id } = await createEndpoint(ctx, plainEndpoint())
    let kicks = 0
    deliverWhenEmitted(() => kicks++)
    const failed = inOneTransaction(ctx, (_, attempt) =>
      attempt(async (inner) => {
        await testEndpoint({ ...ctx, ...inner }, { id })
      }).then(() => {
        throw new Error('undone')
      }),
    )
    await expect(failed).rejects.toThrow('undone')
    expect(await deliveriesOf(ctx.tenantId)).toHaveLength(0)
    expect(await owner`select from events where tenant_id = ${ctx.tenantId}`).toHaveLength(0)
    expect(kicks).toBe(0)
  })

  test('is refused for a disabled endpoint, and leaves nothing behind', async () => {
    const { ctx } = await person('owner')
    const { id } = await createEndpoint(ctx, plainEndpoint({ enabled: false }))
    await expect(testEndpoint(ctx, { id })).rejects.toMatchObject({ code: 'state_conflict', status: 409 })
    expect(await owner`select from events where tenant_id = ${ctx.tenantId}`).toHaveLength(0)
  })

  test.each(['disabled', 'deleted'] as const)(
    'is never put into a queue after the endpoint was %s',
    async (how) => {
      const { ctx } = await person('owner')
      const key = testContext({ tenantId: ctx.tenantId, mode: 'live' }).ctx
      const { id } = await createEndpoint(ctx, plainEndpoint())
      const stop = () =>
        how === 'deleted' ? deleteEndpoint(ctx, { id }) : updateEndpoint(ctx, { id, enabled: false })
      const tests = Array.from({ length: 20 }, (_, n) => (n === 10 ? stop() : testEndpoint(key, { id })))
      const results = await Promise.allSettled(tests)
      const made = results.filter((result, n) => n !== 10 && result.status === 'fulfilled')
      const { endpoint } = await rowOf(id)
      const at = how === 'deleted' ? endpoint.deleted_at : endpoint.disabled_at
      const late = await owner`select from webhook_deliveries
      where tenant_id = ${ctx.tenantId} and created_at > ${at} + interval '1 millisecond'`
      expect(late).toHaveLength(0)
      expect(await deliveriesOf(ctx.tenantId)).toHaveLength(made.length)
      await expect(testEndpoint(key, { id })).rejects.toMatchObject({
        code: how === 'deleted' ? 'not_found' : 'state_conflict',
      })
    },
  )

  test('can be sent ten times a minute by a person; keys have the limit of their tenant', async () => {
    const { ctx } = await person('owner')
    const { id } = await createEndpoint(ctx, plainEndpoint())
    const { trialsPerMinute } = policy.webhooks
    for (let n = 0; n < trialsPerMinute; n++) await testEndpoint(ctx, { id })
    await expect(testEndpoint(ctx, { id })).rejects.toMatchObject({ code: 'rate_limited', status: 429 })
    await testEndpoint(testContext({ tenantId: ctx.tenantId, mode: 'live' }).ctx, { id })
  })
})
