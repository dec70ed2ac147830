import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { groupBy } from '@/lib/core/group-by'
import { policy } from '@/lib/core/policy'
import { foldReports, type Report } from '@/lib/messages/fold-reports'
import { noteConsent } from '@/lib/messages/note-consent'
import type { Move, Sending } from '@/lib/messages/owner'
import { stopsMarketing } from '@/lib/messages/rules'
import { FailureObject, type MessageStatus } from '@/lib/messages/schema'
import { keepRoutes, lockMessages, priceUsage, writeMessages } from '@/lib/messages/status-store'
import { type MessageRow, presentMessage } from '@/lib/messages/store'
import { chargeMessages } from '@/lib/usage/charge-message'
import { emitEvents } from '@/lib/webhooks/emit-events'
import type { DomainEvent } from '@/lib/webhooks/schema'

type Mover = Pick<Sending, 'moved'>

/** Moves a message to what was reported, and only forward; the same report twice changes nothing. */
export function applyReport(ctx: Ctx, messageId: string, report: Report, owner: Mover): Promise<void> {
  return applyReports(ctx, [{ messageId, ...report }], owner)
}

/**
 * The same for many at once, a few statements for each two hundred messages. What is about no message of the tenant
 * moves nothing.
 */
export async function applyReports(
  ctx: Ctx,
  reports: readonly (Report & { messageId: string })[],
  owner: Mover,
): Promise<void> {
  const byMessage = groupBy(reports, ({ messageId }) => messageId)
  const ids = [...byMessage.keys()].sort()
  for (let start = 0; start < ids.length; start += policy.hooks.statusBatch) {
    const chunk = ids.slice(start, start + policy.hooks.statusBatch)
    await withTenant(ctx, async (tx) => {
      const rows = await lockMessages(tx, chunk)
      await moveAll(
        tx,
        rows.map((row) => ({ row, reports: byMessage.get(row.id) ?? [] })),
        owner,
      )
    })
  }
}

/** Within a transaction that holds the row: the move, its events, and the owner's share. */
export async function advanceMessage(
  tx: TenantTx,
  row: MessageRow,
  to: Report & { status: MessageStatus },
  owner: Mover,
): Promise<MessageRow> {
  const [moved = row] = await moveAll(tx, [{ row, reports: [to] }], owner)
  return moved
}

/** `applyReport` as part of a transaction. */
export async function applyReportWithin(
  tx: TenantTx,
  messageId: string,
  report: Report,
  owner: Mover,
): Promise<void> {
  const rows = await lockMessages(tx, [messageId])
  await moveAll(
    tx,
    rows.map((row) => ({ row, reports: [report] })),
    owner,
  )
}

/**
 * The rows that changed. Whoever first learns of Meta's id for a message counts it as used: without an id Meta has not
 * taken it.
 */
async function moveAll(
  tx: TenantTx,
  all: { row: MessageRow; reports: readonly Report[] }[],
  owner: Mover,
): Promise<MessageRow[]> {
  const changed = all
    .map(({ row: before, reports }) => {
      const { state, passed } = foldReports(before, reports)
      return { before, row: { ...before, ...state }, passed }
    })
    .filter(({ before, row }) => differs(before, row))
  if (changed.length === 0) return []
  const moved = changed.map(({ row }) => row)
  await writeMessages(tx, moved)
  const taken = changed.flatMap(({ before, row }) =>
    before.wamid === null && row.wamid !== null ? [row] : [],
  )
  await keepRoutes(
    tx,
    taken.flatMap(({ id, wamid }) => (wamid === null ? [] : [{ wamid, messageId: id }])),
  )
  await chargeMessages(tx, taken)
  await priceUsage(
    tx,
    changed.flatMap(({ before, row }) => (before.pricing === null ? [row] : [])),
  )
  const moves = changed.flatMap(({ row, passed }) => (passed.length > 0 ? [{ message: row, passed }] : []))
  await emitEvents(
    tx,
    moves.flatMap(({ message, passed }) => passed.flatMap((status) => messageEvent(message, status))),
  )
  for (const move of moves) await heedRefusal(tx, move)
  if (moves.length > 0) await owner.moved(tx, moves)
  return moved
}

/** Whom Meta keeps from marketing is not written to again as if nothing had been said. */
async function heedRefusal(tx: TenantTx, { message, passed }: Move): Promise<void> {
  if (!passed.includes('failed')) return
  const { phone, bsuid, endedAt } = message
  const code = FailureObject.nullable().parse(message.failure)?.provider_code ?? null
  if (!stopsMarketing(code) || (phone === null && bsuid === null)) return
  await noteConsent(
    tx,
    { phone, bsuid },
    {
      scope: 'marketing',
      value: 'stop',
      at: endedAt ?? new Date(),
      reason: 'whatsapp',
      note: `Meta's code ${code}`,
    },
  )
}

const columns = [
  ...(['status', 'wamid', 'waId', 'bsuid', 'pricing', 'failure'] as const),
  ...(['dueAt', 'sentAt', 'deliveredAt', 'readAt', 'playedAt', 'endedAt'] as const),
] as const

function differs(before: MessageRow, after: MessageRow): boolean {
  return columns.some((column) => before[column] !== after[column])
}

function messageEvent(row: MessageRow, status: MessageStatus): DomainEvent[] {
  if (status !== 'sent' && status !== 'delivered' && status !== 'read' && status !== 'failed') return []
  const data = { ...presentMessage(row), status }
  return [{ type: `message.${status}`, subjectId: data.id, data }]
}
