import { type TenantTx, withTenant } from '@/db/tenant'
import { findSuppression } from '@/lib/contacts/find-suppression'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { type FoundPerson, findPerson, showPerson } from '@/lib/messages/find-person'
import { findWindows, peopleOf, windowOf } from '@/lib/messages/find-windows'
import type { WindowObject } from '@/lib/messages/list-schema'
import { presentListed } from '@/lib/messages/present-listed'
import { showMessage } from '@/lib/messages/show-message'
import type { MessageRow } from '@/lib/messages/store'
import type { Thread, ThreadSender } from '@/lib/messages/thread-schema'
import {
  type PersonConversation,
  selectPersonConversations,
  selectSendingNumbers,
  selectThread,
} from '@/lib/messages/thread-store'

type Query = { id: string; limit?: number }

/**
 * All that was said between a person and the tenant's numbers, and how far each number may write to them now. `id` is
 * a contact's, or a message's for people who are in no contact. Throws `not_found`.
 */
export async function getThread(ctx: Ctx, { id, limit = policy.conversations.page }: Query): Promise<Thread> {
  requirePermission(ctx, 'messages.read')
  return withTenant(ctx, async (tx) => {
    const found = await findPerson(tx, id)
    if (!found) throw new AppError('not_found')
    const asked = Math.min(limit, policy.conversations.shownMax)
    const rows = await selectThread(tx, found.known, asked + 1)
    const windowAt = await findWindows(tx, rows)
    const shown = rows.slice(0, asked)
    const unread = shown.find(isUnread)
    return {
      person: showPerson(ctx, found),
      senders: await sendersOf(ctx, tx, found),
      suppression: await suppressionOf(tx, found),
      messages: shown.map((row) => showMessage(ctx, presentListed(row, windowAt(row)))).reverse(),
      has_earlier: rows.length > asked,
      unread_message_id: unread ? toTypeId('message', unread.id) : null,
    }
  })
}

function isUnread({ direction, status, senderId }: MessageRow): boolean {
  return direction === 'inbound' && status === 'delivered' && senderId !== null
}

async function sendersOf({ mode }: Ctx, tx: TenantTx, { known }: FoundPerson): Promise<ThreadSender[]> {
  const talked = await selectPersonConversations(tx, known.contactId, peopleOf(known))
  const others = await selectSendingNumbers(tx)
  const ids = [...new Set([...talked.map(({ sender }) => sender.id), ...others.map(({ id }) => id)])]
  return ids.flatMap((id) => {
    const own = talked.filter(({ sender }) => sender.id === id)
    const sender = own[0]?.sender ?? others.find((other) => other.id === id)
    return sender ? [presentSender(sender, own, windowOf(mode, known.phone, own))] : []
  })
}

function presentSender(
  sender: PersonConversation['sender'],
  own: PersonConversation[],
  window: WindowObject,
): ThreadSender {
  return {
    id: toTypeId('sender', sender.id),
    display_name: sender.displayName,
    phone: sender.phone,
    is_connected: sender.status === 'connected',
    window,
    unread: own.reduce((sum, { unread }) => sum + unread, 0),
  }
}

async function suppressionOf(tx: TenantTx, { known }: FoundPerson): Promise<Thread['suppression']> {
  const found = (await findSuppression(tx, known, 'other')) ?? (await findSuppression(tx, known, 'marketing'))
  return found && { scope: found.scope, reason: found.reason }
}
