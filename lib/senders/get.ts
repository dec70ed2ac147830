import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { selectConditions } from '@/lib/senders/condition-store'
import { presentSender } from '@/lib/senders/present-sender'
import type { SenderObject } from '@/lib/senders/readiness-schema'

/**
 * Throws `not_found` for an id that is malformed, unknown, of the other mode or of another tenant, and for any number
 * but its own to a key that is bound to one: all look alike.
 */
export async function getSender(ctx: Ctx, { id }: { id: string }): Promise<SenderObject> {
  requirePermission(ctx, 'senders.read')
  const uuid = fromTypeId('sender', id)
  const isHidden = ctx.actor.type === 'api_key' && ctx.actor.senderId !== null && ctx.actor.senderId !== uuid
  const [found] =
    uuid && !isHidden ? await withTenant(ctx, (tx) => selectConditions(tx, { ids: [uuid] })) : []
  if (!found) throw new AppError('not_found')
  return presentSender(found, new Date())
}
