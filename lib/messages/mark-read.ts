import { setTimeout as pause } from 'node:timers/promises'
import { type TenantTx, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import { personKey } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { postReadReceipt } from '@/lib/gateways/meta-read'
import { markReadUpTo } from '@/lib/messages/inbound-store'
import type { MessageObject } from '@/lib/messages/schema'
import { lockMessage, type MessageRow, presentMessage } from '@/lib/messages/store'
import { lowerUnread } from '@/lib/messages/window-store'
import { findCredentials } from '@/lib/senders/credentials'

/**
 * Marks a message that a person wrote as read, and with it all that they wrote before it, as Meta does; after the
 * answer Meta is told, so that the person sees it. Once: the second time changes nothing and calls nobody. Throws
 * `not_found`, and `state_conflict` for a message that you sent.
 */
export async function markMessageRead(ctx: Ctx, { id }: { id: string }): Promise<MessageObject> {
  requirePermission(ctx, 'messages.write')
  const uuid = fromTypeId('message', id)
  const found = uuid && (await withTenant(ctx, (tx) => mark(ctx, tx, uuid)))
  if (!found) throw new AppError('not_found')
  const { row, isNews } = found
  if (isNews && ctx.mode === 'live') ctx.defer(() => tellMeta(ctx, row))
  return presentMessage(row)
}

async function mark(
  ctx: Ctx,
  tx: TenantTx,
  id: string,
): Promise<{ row: MessageRow; isNews: boolean } | null> {
  const row = await lockMessage(tx, id)
  if (!row || !mayTouch(ctx, row)) return null
  if (row.direction !== 'inbound')
    throw new AppError('state_conflict', {
      detail: 'You sent this message: it is read when the person reads it.',
    })
  if (row.status === 'read') return { row, isNews: false }
  const marked = await markReadUpTo(tx, row)
  const { senderId, phone, bsuid } = row
  if (senderId !== null && (phone !== null || bsuid !== null))
    await lowerUnread(tx, { senderId, person: personKey({ phone, bsuid }), by: marked.length })
  if (ctx.actor.type === 'user')
    await recordAudit(ctx, tx, {
      action: 'message.read',
      target: { type: 'message', id: toTypeId('message', id) },
      before: { status: row.status },
      after: { status: 'read' },
    })
  return { row: marked.find((one) => one.id === id) ?? row, isNews: true }
}

/** A key that is bound to one number sees none of the others' messages. */
function mayTouch({ actor }: Ctx, { senderId }: MessageRow): boolean {
  return actor.type !== 'api_key' || actor.senderId === null || actor.senderId === senderId
}

/** A receipt is a courtesy: what Meta does not take after a few tries is left. */
async function tellMeta(ctx: Ctx, { id, senderId, wamid }: MessageRow): Promise<void> {
  if (senderId === null || wamid === null) return
  const sender = await withTenant(ctx, (tx) => findCredentials(ctx, tx, senderId))
  if (!sender) return
  for (const seconds of policy.hooks.readReceiptPauses) {
    await pause(seconds * 1_000)
    const result = await postReadReceipt(sender, wamid)
    if (result.outcome === 'ok') return
    const code = result.outcome === 'refused' ? result.providerCode : null
    log.warn('a read receipt was not taken', { messageId: id, outcome: result.outcome, code })
    if (result.outcome === 'refused' && result.httpStatus !== 429 && result.httpStatus < 500) return
  }
}
