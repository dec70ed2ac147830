import type { TenantTx } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { findCredentials } from '@/lib/senders/credentials'
import { findConnectedSender } from '@/lib/senders/find-connected'
import type { SenderCredentials } from '@/lib/senders/schema'

/**
 * The number that a file is uploaded for, and in live mode what opens it at Meta. A key that is bound to a sender can
 * name no other. Throws `no_sender`.
 */
export async function chooseSender(
  ctx: Ctx,
  tx: TenantTx,
  from: string | undefined,
): Promise<{ id: string; credentials: SenderCredentials | null }> {
  const bound = ctx.actor.type === 'api_key' ? ctx.actor.senderId : null
  const named = from === undefined ? null : fromTypeId('sender', from)
  if (from !== undefined && (named === null || (bound !== null && named !== bound)))
    throw new AppError('no_sender')
  const sender = await findConnectedSender(tx, named ?? bound)
  if (!sender) throw new AppError('no_sender')
  if (ctx.mode === 'test') return { id: sender.id, credentials: null }
  const credentials = await findCredentials(ctx, tx, sender.id)
  if (!credentials) throw new AppError('no_sender')
  return { id: sender.id, credentials }
}
