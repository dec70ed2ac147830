import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { maskPhone } from '@/lib/core/phone'
import { requireStepUp } from '@/lib/core/step-up'
import type { ChangedSender } from '@/lib/senders/card-schema'
import { lockNumbers, releaseNumber } from '@/lib/senders/claim-store'
import { emitSenderEvents } from '@/lib/senders/emit-sender-events'
import { leaveAccount } from '@/lib/senders/leave-account'
import {
  findSuccessor,
  lockSender,
  markDisconnected,
  markLeaving,
  selectConnectedOf,
  setPrimary,
} from '@/lib/senders/link-store'

/**
 * Nothing goes out from the number any more and nothing comes in: its token is forgotten, and any workspace may
 * connect it. With an account's last number we leave the account. Where it was the primary one, the number that has
 * been connected longest is. The second time changes nothing. Throws `not_found`, `step_up_required`, and
 * `state_conflict` in test mode, whose number belongs to no Meta account.
 */
export async function disconnectSender(ctx: Ctx, { id }: { id: string }): Promise<ChangedSender> {
  requirePerson(ctx, 'senders.write')
  requireStepUp(ctx)
  const uuid = fromTypeId('sender', id)
  if (!uuid) throw new AppError('not_found')
  const leaving = await withTenant(ctx, async (tx) => {
    await lockNumbers(tx)
    const before = await lockSender(tx, uuid)
    if (!before) throw new AppError('not_found')
    if (ctx.mode === 'test') throw new AppError('state_conflict', { detail: 'Test mode keeps its number.' })
    if (before.status === 'disconnected') return null
    const sender = await markDisconnected(tx, uuid, 'by_person')
    if (!sender) throw new AppError('not_found')
    await releaseNumber(tx, sender.phoneNumberId)
    const successor = before.isPrimary ? await findSuccessor(tx) : null
    if (successor) await setPrimary(tx, successor.id)
    const { accountId } = sender
    const isLast = accountId !== null && (await selectConnectedOf(tx, accountId)).length === 0
    if (isLast) await markLeaving(tx, accountId)
    await emitSenderEvents(tx, 'sender.disconnected', [uuid])
    await recordAudit(ctx, tx, {
      action: 'sender.disconnected',
      target: { type: 'sender', id },
      before: { status: before.status, is_primary: before.isPrimary },
      after: { phone: maskPhone(sender.phone), waba_id: sender.wabaId, left_account: isLast },
    })
    return isLast ? accountId : null
  })
  if (leaving) ctx.defer(() => leaveAccount(ctx, leaving))
  return { id, status: 'disconnected', is_primary: false }
}
