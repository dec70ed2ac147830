import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { maskPhone } from '@/lib/core/phone'
import type { ChangedSender } from '@/lib/senders/card-schema'
import { lockNumbers } from '@/lib/senders/claim-store'
import { lockSender, setPrimary } from '@/lib/senders/link-store'

/**
 * What names no sender goes out from this one, from the next message on. Of several at once the last one stays. Throws
 * `not_found`, and `state_conflict` for a number that is not connected.
 */
export async function makePrimary(ctx: Ctx, { id }: { id: string }): Promise<ChangedSender> {
  requirePerson(ctx, 'senders.write')
  const uuid = fromTypeId('sender', id)
  if (!uuid) throw new AppError('not_found')
  await withTenant(ctx, async (tx) => {
    await lockNumbers(tx)
    const sender = await lockSender(tx, uuid)
    if (!sender) throw new AppError('not_found')
    if (sender.status !== 'connected')
      throw new AppError('state_conflict', { detail: 'Only a connected number can be the primary one.' })
    if (sender.isPrimary) return
    await setPrimary(tx, uuid)
    await recordAudit(ctx, tx, {
      action: 'sender.made_primary',
      target: { type: 'sender', id },
      after: { phone: maskPhone(sender.phone), is_primary: true },
    })
  })
  return { id, status: 'connected', is_primary: true }
}
