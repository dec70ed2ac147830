import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import type { DeliveryDetail } from '@/lib/webhooks/delivery-schema'
import { getDelivery } from '@/lib/webhooks/get-delivery'

/** Null when there is no such delivery in this tenant and mode. */
export async function findDelivery(ctx: Ctx, id: string): Promise<DeliveryDetail | null> {
  try {
    return await getDelivery(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
