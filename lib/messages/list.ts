import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'
import { findWindows } from '@/lib/messages/find-windows'
import type { ListMessagesQuery, MessageList } from '@/lib/messages/list-schema'
import { selectMessages } from '@/lib/messages/list-store'
import { presentListed } from '@/lib/messages/present-listed'
import { showMessage } from '@/lib/messages/show-message'
import { withOrigins } from '@/lib/messages/with-origins'

type Query = CamelKeys<z.output<typeof ListMessagesQuery>> & {
  /** Whoever is on the other side, in whichever direction. */
  person?: string
}

/** A page of messages of both directions, newest first. Those that carried a one-time password say nothing. */
export async function listMessages(ctx: Ctx, query: Query): Promise<MessageList> {
  requirePermission(ctx, 'messages.read')
  const list = `messages/${ctx.tenantId}/${ctx.mode}`
  const { cursor, createdAfter, createdBefore, ...filter } = query
  const { rows, windowOf } = await withTenant(ctx, async (tx) => {
    const found = await selectMessages(tx, {
      ...filter,
      limit: query.limit + 1,
      before: cursor && readCursor(list, cursor),
      createdAfter: createdAfter ? new Date(createdAfter) : undefined,
      createdBefore: createdBefore ? new Date(createdBefore) : undefined,
    })
    const rows = await withOrigins(tx, found)
    return { rows, windowOf: await findWindows(tx, rows) }
  })
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const hasMore = rows.length > query.limit
  return {
    object: 'list',
    data: page.map((row) => showMessage(ctx, presentListed(row, windowOf(row)))),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}
