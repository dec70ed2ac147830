import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'
import type { EventList, ListEventsQuery } from '@/lib/webhooks/event-schema'
import { selectEvents } from '@/lib/webhooks/log-store'
import { dateOf, presentEvent } from '@/lib/webhooks/present-log'

export async function listEvents(
  ctx: Ctx,
  query: CamelKeys<z.output<typeof ListEventsQuery>>,
): Promise<EventList> {
  requirePermission(ctx, 'webhooks.read')
  const list = `events/${ctx.tenantId}/${ctx.mode}`
  const rows = await withTenant(ctx, (tx) =>
    selectEvents(tx, {
      limit: query.limit + 1,
      before: query.cursor && readCursor(list, query.cursor),
      type: query.type,
      after: dateOf(query.createdAfter),
      until: dateOf(query.createdBefore),
    }),
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const hasMore = rows.length > query.limit
  return {
    object: 'list',
    data: page.map(presentEvent),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}
