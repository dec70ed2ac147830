import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { advanceMessage } from '@/lib/messages/apply-report'
import { nobody } from '@/lib/messages/owner'
import { whyNotCancelable } from '@/lib/messages/rules'
import type { MessageObject } from '@/lib/messages/schema'
import { lockMessage, presentMessage } from '@/lib/messages/store'

/**
 * Takes back a message that waits: for its time, for its turn, or to be tried again. Throws `not_found`, or
 * `state_conflict` with why it is too late. Against a process that takes it up at the same moment exactly one wins.
 */
export async function cancelMessage(ctx: Ctx, { id }: { id: string }): Promise<MessageObject> {
  requirePermission(ctx, 'messages.write')
  const uuid = fromTypeId('message', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const row = await lockMessage(tx, uuid)
    if (!row) throw new AppError('not_found')
    const detail = whyNotCancelable(row)
    if (detail !== null) throw new AppError('state_conflict', { detail })
    const moved = await advanceMessage(tx, row, { status: 'canceled', at: new Date(), failure: null }, nobody)
    if (ctx.actor.type === 'user')
      await recordAudit(ctx, tx, {
        action: 'message.canceled',
        target: { type: 'message', id },
        before: { status: row.status },
        after: { status: 'canceled' },
      })
    return presentMessage(moved)
  })
}
