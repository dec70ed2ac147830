import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'
import type { DeliveryList, ListDeliveriesQuery } from '@/lib/webhooks/delivery-schema'
import { selectDeliveries } from '@/lib/webhooks/log-store'
import { dateOf, presentDelivery, uuidOf } from '@/lib/webhooks/present-log'

export async function listDeliveries(
  ctx: Ctx,
  query: CamelKeys<z.output<typeof ListDeliveriesQuery>>,
): Promise<DeliveryList> {
  requirePermission(ctx, 'webhooks.read')
  const list = `deliveries/${ctx.tenantId}/${ctx.mode}`
  const rows = await withTenant(ctx, (tx) =>
    selectDeliveries(tx, {
      limit: query.limit + 1,
      before: query.cursor && readCursor(list, query.cursor),
      endpoint: uuidOf('endpoint', query.endpoint),
      event: uuidOf('event', query.event),
      recovery: uuidOf('recovery', query.recovery),
      type: query.type,
      status: query.status,
      trigger: query.trigger,
      after: dateOf(query.createdAfter),
      until: dateOf(query.createdBefore),
    }),
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const hasMore = rows.length > query.limit
  return {
    object: 'list',
    data: page.map(presentDelivery),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}
