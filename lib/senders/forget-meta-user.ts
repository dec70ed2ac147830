import { asSystem, withTenant } from '@/db/tenant'
import type { Ctx, Mode } from '@/lib/core/context'
import { lockNumbers, releaseNumber } from '@/lib/senders/claim-store'
import { emitSenderEvents } from '@/lib/senders/emit-sender-events'
import { disconnectAccounts, disconnectSenders } from '@/lib/senders/forget-store'
import { selectPlacesOfMetaUser } from '@/lib/senders/forget-system'
import { findSuccessor, setPrimary } from '@/lib/senders/link-store'

type Reason = 'data_deletion' | 'deauthorize'

/** The workspaces that this person, by Meta's id of them for our app, has shared an account with. */
export function findPlacesOfMetaUser(metaUserId: string): Promise<{ tenantId: string; mode: Mode }[]> {
  return asSystem((tx) => selectPlacesOfMetaUser(tx, metaUserId))
}

/**
 * Disconnects the accounts that this person shared and erases their tokens; with `data_deletion` also who it was. What
 * is disconnected already stays so. The owners hear of each number by its event. Answers how many accounts there were.
 */
export function forgetMetaUser(
  ctx: Ctx,
  { metaUserId, reason }: { metaUserId: string; reason: Reason },
): Promise<number> {
  return withTenant(ctx, async (tx) => {
    await lockNumbers(tx)
    const accounts = await disconnectAccounts(tx, metaUserId, { forgets: reason === 'data_deletion' })
    const gone = await disconnectSenders(
      tx,
      accounts.map(({ id }) => id),
      reason,
    )
    for (const { phoneNumberId } of gone) await releaseNumber(tx, phoneNumberId)
    const successor = gone.some(({ isPrimary }) => isPrimary) ? await findSuccessor(tx) : null
    if (successor) await setPrimary(tx, successor.id)
    await emitSenderEvents(
      tx,
      'sender.disconnected',
      gone.map(({ id }) => id),
    )
    return accounts.length
  })
}
