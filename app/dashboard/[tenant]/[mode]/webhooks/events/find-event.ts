import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import type { EventObject } from '@/lib/webhooks/event-schema'
import { getEvent } from '@/lib/webhooks/get-event'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'

export type FoundEvent = { event: EventObject; deliveries: DeliveryObject[]; hasMore: boolean }

/** With its newest deliveries. Null when there is no such event in this tenant and mode. */
export async function findEvent(ctx: Ctx, id: string): Promise<FoundEvent | null> {
  try {
    const event = await getEvent(ctx, { id })
    const list = await listDeliveries(ctx, { limit: policy.api.pageSizeDefault, event: event.id })
    return { event, deliveries: list.data, hasMore: list.has_more }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
