import { eq } from 'drizzle-orm'
import { events, webhookDeliveries, webhookEndpoints, webhookLanes, webhookQueue } from '@/db/tables/webhooks'
import { asSystem } from '@/db/tenant'
import type { Mode } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

/** An enabled endpoint for every event, with its lane. */
export async function makeEndpoint(
  endpoint: Partial<typeof webhookEndpoints.$inferInsert> & { tenantId: string; mode: Mode },
) {
  const row = { id: newUuid(), url: 'https://hooks.example.com/', ...endpoint }
  const { id: endpointId, tenantId, mode } = row
  await asSystem(async (tx) => {
    await tx.insert(webhookEndpoints).values(row)
    const width = policy.webhooks.concurrent.perEndpoint
    await tx.insert(webhookLanes).values({ tenantId, mode, endpointId, width })
  })
  return row
}

/** An event that nobody has fanned out yet; with a `position`, one that somebody has. */
export async function makeEvent(
  event: Partial<typeof events.$inferInsert> & { tenantId: string; mode: Mode },
) {
  const id = newUuid()
  const row = {
    id,
    type: 'otp.verified',
    subjectId: 'otp_1',
    data: { object: 'otp', otp_id: 'otp_1' },
    ...event,
  }
  await asSystem((tx) => tx.insert(events).values(row))
  return row
}

/** A delivery of an event to an endpoint; what is pending is in the queue as well, due at once. */
export async function makeDelivery(
  delivery: Partial<typeof webhookDeliveries.$inferInsert> & {
    tenantId: string
    mode: Mode
    endpointId: string
    eventId: string
  },
) {
  const row = {
    id: newUuid(),
    eventType: 'otp.verified',
    trigger: 'event',
    status: 'pending',
    attempts: 0,
    ...delivery,
  } as const
  const { id: deliveryId, tenantId, mode, endpointId, eventId, trigger, attempts } = row
  await asSystem(async (tx) => {
    await tx.insert(webhookDeliveries).values(row)
    if (row.status !== 'pending') return
    const dueAt = row.nextAttemptAt ?? new Date()
    await tx
      .insert(webhookQueue)
      .values({ deliveryId, tenantId, mode, endpointId, eventId, trigger, attempts, dueAt })
    await tx.update(webhookLanes).set({ nextDueAt: dueAt }).where(eq(webhookLanes.endpointId, endpointId))
  })
  return row
}
