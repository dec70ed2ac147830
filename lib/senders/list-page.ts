import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'
import { selectConditions } from '@/lib/senders/condition-store'
import { presentSender } from '@/lib/senders/present-sender'
import type { ListSendersQuery, SenderList } from '@/lib/senders/readiness-schema'

type Query = CamelKeys<z.output<typeof ListSendersQuery>>

/** A page of numbers, newest first. A key that is bound to one number sees that one alone. */
export async function listSenderPage(ctx: Ctx, query: Query): Promise<SenderList> {
  requirePermission(ctx, 'senders.read')
  const list = `senders/${ctx.tenantId}/${ctx.mode}`
  const before = query.cursor ? readCursor(list, query.cursor) : undefined
  const bound = ctx.actor.type === 'api_key' ? ctx.actor.senderId : null
  const rows = await withTenant(ctx, (tx) =>
    selectConditions(
      tx,
      bound === null ? { before, limit: query.limit + 1 } : { ids: before ? [] : [bound] },
    ),
  )
  const now = new Date()
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const hasMore = rows.length > query.limit
  return {
    object: 'list',
    data: page.map((row) => presentSender(row, now)),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.sender.id) : null,
  }
}
