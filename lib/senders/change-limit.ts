import type { TenantTx } from '@/db/tenant'
import { type AccountRow, addNotice, type SenderRow, updateAccount } from '@/lib/senders/condition-store'
import { emitSenderEvents } from '@/lib/senders/emit-sender-events'
import { peoplePerDay } from '@/lib/senders/limit-schema'

type Change = { account: AccountRow; numbers: readonly SenderRow[]; limit: string; at: Date }

/** All numbers of an account share its limit. The first limit that becomes known is no change of it. */
export async function changeLimit(tx: TenantTx, { account, numbers, limit, at }: Change): Promise<void> {
  const before = account.messagingLimit
  if (before === limit) return
  await updateAccount(tx, account.id, { messagingLimit: limit })
  const connected = numbers.filter(({ status }) => status === 'connected').map(({ id }) => id)
  if (before === null) return
  await emitSenderEvents(tx, 'sender.limit_changed', connected)
  const isLower = (peoplePerDay(limit) ?? 0) < (peoplePerDay(before) ?? 0)
  const [first] = connected
  if (!isLower || first === undefined) return
  await addNotice(tx, first, {
    kind: 'limit_lowered',
    about: account.id,
    at: at.toISOString(),
    detail: `${before} ${limit}`,
  })
}
