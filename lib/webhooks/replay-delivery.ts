import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { replayDeliveries } from '@/lib/webhooks/replay-deliveries'

export async function replayDelivery(ctx: Ctx, { id }: { id: string }): Promise<DeliveryObject> {
  const { data, refused } = await replayDeliveries(ctx, { ids: [id] })
  const [made] = data
  if (!made)
    throw new AppError(refused[0]?.code ?? 'not_found', {
      detail: refused[0]?.code === 'state_conflict' ? 'Its endpoint is disabled or was deleted.' : undefined,
    })
  return made
}
