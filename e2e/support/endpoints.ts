import { eq } from 'drizzle-orm'
import { webhookLanes } from '@/db/tables/webhooks'
import { asSystem } from '@/db/tenant'
import { makeDelivery, makeEndpoint, makeEvent } from '@/db/webhook-factories'
import { toTypeId } from '@/lib/core/ids'

const hour = 3_600_000

/** An endpoint in each state that there is, as long and as full as they can be: their ids. */
export async function makeEndpointsOfAll(tenantId: string): Promise<string[]> {
  const place = { tenantId, mode: 'test' } as const
  const ago = (hours: number) => new Date(Date.now() - hours * hour)
  const long = `https://${'x'.repeat(60)}.example.com/${'p'.repeat(1_900)}?key=1`
  const made = await Promise.all([
    makeEndpoint({ ...place }),
    makeEndpoint({
      ...place,
      url: long,
      description: 'd'.repeat(200),
      eventTypes: ['otp.verified', 'webhook_endpoint.disabled'],
      headerNames: Array.from({ length: 10 }, (_, n) => `${n}${'h'.repeat(60)}`),
      ratePerSecond: 1_000,
    }),
    makeEndpoint({ ...place, enabled: false, disabledAt: ago(3), disabledReason: 'by_hand' }),
    makeEndpoint({ ...place, enabled: false, disabledAt: ago(30), disabledReason: 'gone' }),
    makeEndpoint({ ...place, enabled: false, disabledAt: ago(300), disabledReason: 'failing' }),
  ])
  const failing = made[1]
  const event = await makeEvent({ ...place, position: 1n })
  const common = { ...place, endpointId: failing.id, eventId: event.id, lastAttemptAt: ago(0.1) }
  await makeDelivery({ ...common, status: 'exhausted', attempts: 6, lastError: 'timeout' })
  await makeDelivery({
    ...common,
    status: 'delivered',
    attempts: 1,
    lastStatusCode: 204,
    lastMilliseconds: 48,
  })
  await asSystem((tx) =>
    tx
      .update(webhookLanes)
      .set({ failingSince: ago(5), lastFailedAt: ago(0.1), lastSucceededAt: ago(6) })
      .where(eq(webhookLanes.endpointId, failing.id)),
  )
  return made.map(({ id }) => toTypeId('endpoint', id))
}
