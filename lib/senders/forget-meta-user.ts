import { asSystem, withTenant } from '@/db/tenant'
import type { Ctx, Mode } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { disconnectAccounts, disconnectSenders, type SenderRow } from '@/lib/senders/forget-store'
import { selectPlacesOfMetaUser } from '@/lib/senders/forget-system'
import { emitEvents } from '@/lib/webhooks/emit-events'

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
    const accounts = await disconnectAccounts(tx, metaUserId, { forgets: reason === 'data_deletion' })
    const gone = await disconnectSenders(
      tx,
      accounts.map(({ id }) => id),
      reason,
    )
    await emitEvents(
      tx,
      gone.map((sender) => {
        const data = presentGone(sender)
        return { type: 'sender.disconnected', subjectId: data.id, data } as const
      }),
    )
    return accounts.length
  })
}

function presentGone({ id, mode, phone, displayName, isPrimary, disconnectReason }: SenderRow) {
  return {
    object: 'sender',
    id: toTypeId('sender', id),
    mode,
    phone,
    display_name: displayName,
    status: 'disconnected',
    is_primary: isPrimary,
    disconnect_reason: disconnectReason,
  }
}
