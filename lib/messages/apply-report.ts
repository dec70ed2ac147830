import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { Sending } from '@/lib/messages/owner'
import { mayFollow, passedStatuses } from '@/lib/messages/rules'
import type { DeliveryReport, MessageStatus } from '@/lib/messages/schema'
import {
  keepRoute,
  keepWamid,
  lockMessage,
  type MessageRow,
  moveMessage,
  presentMessage,
} from '@/lib/messages/store'
import { chargeMessage } from '@/lib/usage/charge-message'
import { emitEvents } from '@/lib/webhooks/emit-events'
import type { DomainEvent } from '@/lib/webhooks/schema'

type Mover = Pick<Sending, 'moved'>
type Report = Omit<DeliveryReport, 'wamid' | 'waId'> & {
  wamid?: string
  waId?: string | null
  dueAt?: Date | null
}

/** Moves a message to what was reported, and only forward; the same report twice changes nothing. */
export function applyReport(ctx: Ctx, messageId: string, report: Report, owner: Mover): Promise<void> {
  return withTenant(ctx, (tx) => applyReportWithin(tx, messageId, report, owner))
}

/**
 * The same as part of a transaction. Whoever first learns of Meta's id for a message counts it as used: without an id
 * Meta has not taken it.
 */
export async function applyReportWithin(
  tx: TenantTx,
  messageId: string,
  report: Report,
  owner: Mover,
): Promise<void> {
  const row = await lockMessage(tx, messageId)
  if (!row) return
  const isNews = mayFollow(row.status, report.status)
  if (report.wamid && row.wamid === null)
    await Promise.all([keepRoute(tx, messageId, report.wamid), chargeMessage(tx, row)])
  if (isNews) await advanceMessage(tx, row, report, owner)
  else if (report.wamid && row.wamid === null) await keepWamid(tx, messageId, report.wamid)
}

/** Within a transaction that holds the row: the move, its events, and the owner's share. */
export async function advanceMessage(
  tx: TenantTx,
  row: MessageRow,
  to: Omit<Report, 'status'> & { status: MessageStatus },
  owner: Mover,
): Promise<MessageRow> {
  const passed = passedStatuses(row.status, to.status)
  const moved = await moveMessage(tx, row, to, passed)
  await emitEvents(
    tx,
    passed.flatMap((status) => messageEvent(moved, status)),
  )
  await owner.moved(tx, moved, passed)
  return moved
}

function messageEvent(row: MessageRow, status: MessageStatus): DomainEvent[] {
  if (status !== 'sent' && status !== 'delivered' && status !== 'read' && status !== 'failed') return []
  const data = { ...presentMessage(row), status }
  return [{ type: `message.${status}`, subjectId: data.id, data }]
}
