import type { TenantTx } from '@/db/tenant'
import { openSealed } from '@/lib/alerts/open-sealed'
import type { Ctx } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import { claimNumber, releaseNumber } from '@/lib/senders/claim-store'
import { type AccountRow, addNotice, type SenderRow, updateSender } from '@/lib/senders/condition-store'
import { emitSenderEvents } from '@/lib/senders/emit-sender-events'
import { type LossReason, lossReasons } from '@/lib/senders/holding-schema'
import { findSuccessor, setPrimary } from '@/lib/senders/link-store'

/** Nothing can go out of the account any more: its numbers are disconnected, and whoever listens is told. */
export async function loseNumbers(
  tx: TenantTx,
  account: AccountRow,
  numbers: readonly SenderRow[],
  { reason, at }: { reason: LossReason; at: Date },
): Promise<void> {
  const lost = numbers.filter(({ status }) => status === 'connected')
  const isOurs = (was: string | null) => lossReasons.link.some((it) => it === was)
  // One that was taken away before is so for the later reason now; nobody is told a second time.
  const again = numbers.filter(
    ({ status, disconnectReason }) => status === 'disconnected' && isOurs(disconnectReason),
  )
  for (const { id } of isOurs(reason) ? [...lost, ...again] : lost)
    await updateSender(tx, id, { status: 'disconnected', disconnectedAt: at, disconnectReason: reason })
  if (isOurs(reason)) for (const { phoneNumberId } of lost) await releaseNumber(tx, phoneNumberId)
  if (lost.some(({ isPrimary }) => isPrimary)) await passOnPrimary(tx)
  await emitSenderEvents(
    tx,
    'sender.disconnected',
    lost.map(({ id }) => id),
  )
  const notice = { kind: 'token_lost', about: account.id, at: at.toISOString(), detail: reason } as const
  for (const { id } of lost) await addNotice(tx, id, notice)
}

/** To the number that has been connected longest, where there is one left. */
async function passOnPrimary(tx: TenantTx): Promise<void> {
  const successor = await findSuccessor(tx)
  if (successor) await setPrimary(tx, successor.id)
}

/**
 * What Meta took it gives back: numbers that were lost for one of these reasons, with the account's token, but for
 * those that another tenant has by now.
 */
export async function restoreNumbers(
  ctx: Ctx,
  tx: TenantTx,
  account: AccountRow,
  numbers: readonly SenderRow[],
  reasons: readonly LossReason[],
): Promise<void> {
  if (!account.accessTokenSealed) return
  const lost = numbers.filter(
    ({ status, disconnectReason }) =>
      status === 'disconnected' && reasons.some((reason) => reason === disconnectReason),
  )
  const { tenantId } = ctx
  const common = { column: 'access_token', tenantId }
  const token = openSealed(
    { ...common, table: 'whatsapp_accounts', rowId: account.id },
    account.accessTokenSealed,
  )
  const back: string[] = []
  for (const { id, phoneNumberId } of lost) {
    if (!(await claimNumber(tx, phoneNumberId))) continue
    back.push(id)
    await updateSender(tx, id, {
      status: 'connected',
      accessTokenSealed: seal({ ...common, table: 'senders', rowId: id }, token),
      disconnectedAt: null,
      disconnectReason: null,
    })
  }
  await emitSenderEvents(tx, 'sender.connected', back)
}
