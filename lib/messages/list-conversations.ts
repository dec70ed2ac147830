import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import { toTypeId } from '@/lib/core/ids'
import { allows, requirePermission } from '@/lib/core/permissions'
import { isE164 } from '@/lib/core/phone'
import { toTimestamp } from '@/lib/core/time'
import { type ConversationRow, type Place, selectConversations } from '@/lib/messages/conversation-store'
import { showPerson } from '@/lib/messages/find-person'
import { windowOf } from '@/lib/messages/find-windows'
import { presentListed } from '@/lib/messages/present-listed'
import { showMessage } from '@/lib/messages/show-message'
import type { MessageRow } from '@/lib/messages/store'
import type { ConversationItem, ConversationList } from '@/lib/messages/thread-schema'
import { selectByIds } from '@/lib/messages/thread-store'

type Query = { limit: number; cursor?: string | undefined; search?: string | undefined }

/** Who talks with which number of the tenant, whoever spoke last first. */
export async function listConversations(
  ctx: Ctx,
  { limit, cursor, search }: Query,
): Promise<ConversationList> {
  requirePermission(ctx, 'messages.read')
  const list = `conversations/${ctx.tenantId}/${ctx.mode}`
  const before = cursor && readPlace(readCursor(list, cursor))
  const wanted = search?.trim()
  const isWhole = wanted !== undefined && isE164(wanted)
  const { rows, last } = await withTenant(ctx, async (tx) => {
    const rows = await selectConversations(tx, {
      limit: limit + 1,
      ...(before ? { before } : {}),
      ...(wanted ? (isWhole ? { phone: wanted } : { text: wanted }) : {}),
      // Part by part, somebody who sees masked numbers could find out a whole one.
      inNumbers: allows(ctx, 'phones.read'),
    })
    return {
      rows,
      last: await selectByIds(
        tx,
        rows.map(({ lastMessageId }) => lastMessageId),
      ),
    }
  })
  const page = rows.slice(0, limit)
  const end = page.at(-1)
  const hasMore = rows.length > limit
  return {
    data: page.map((row) => presentConversation(ctx, row, last)),
    has_more: hasMore,
    next_cursor: hasMore && end ? makeCursor(list, writePlace(end)) : null,
  }
}

function presentConversation(ctx: Ctx, row: ConversationRow, last: MessageRow[]): ConversationItem {
  const message = last.find(({ id }) => id === row.lastMessageId)
  const isNumber = row.person.startsWith('+')
  const { contactId: id, name, profileName, username } = row
  const phone = row.contactPhone ?? (isNumber ? row.person : null)
  const window = windowOf(ctx.mode, phone, [row])
  const bsuid = row.bsuid ?? (isNumber ? null : row.person)
  return {
    person: showPerson(ctx, {
      known: { contactId: id, phone, bsuid },
      contact: id === null ? null : { id, phone, bsuid, name, profileName, username },
      key: id === null ? toTypeId('message', row.lastMessageId) : toTypeId('contact', id),
    }),
    sender: { id: toTypeId('sender', row.senderId), display_name: row.displayName },
    window,
    unread: row.unread,
    last_message: message ? showMessage(ctx, presentListed(message, window)) : null,
    last_message_at: toTimestamp(row.lastMessageAt),
  }
}

function writePlace({ lastMessageAt, lastMessageId }: ConversationRow): string {
  return `${lastMessageAt.getTime()}:${lastMessageId}`
}

/** Only what `readCursor` has found to be ours comes here. */
function readPlace(text: string): Place {
  const [at = '', messageId = ''] = text.split(':')
  return { at: new Date(Number(at)), messageId }
}
