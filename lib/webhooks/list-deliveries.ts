import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { fromTypeId, type IdKind } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { DeliveryList, ListDeliveriesQuery } from '@/lib/webhooks/delivery-schema'
import { selectDeliveries } from '@/lib/webhooks/log-store'
import { presentDelivery } from '@/lib/webhooks/present-delivery'
import { rangeOf } from '@/lib/webhooks/range-rules'

type Query = CamelKeys<z.output<typeof ListDeliveriesQuery>>

/** A page of deliveries, newest first. Of an endpoint, event or recovery that is not there, there are none. */
export async function listDeliveries(ctx: Ctx, query: Query): Promise<DeliveryList> {
  requirePermission(ctx, 'webhooks.read')
  const list = `deliveries/${ctx.tenantId}/${ctx.mode}`
  const { limit, cursor, endpoint, event, recovery, createdAfter, createdBefore, ...filter } = query
  const before = cursor && readCursor(list, cursor)
  const ids = [idOf('endpoint', endpoint), idOf('event', event), idOf('recovery', recovery)] as const
  const [endpointId, eventId, recoveryId] = ids
  const rows = ids.includes(null)
    ? []
    : await withTenant(ctx, (tx) =>
        selectDeliveries(tx, {
          ...filter,
          limit: limit + 1,
          before,
          endpointId: endpointId ?? undefined,
          eventId: eventId ?? undefined,
          recoveryId: recoveryId ?? undefined,
          ...rangeOf({ createdAfter, createdBefore }),
        }),
      )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    object: 'list',
    data: page.map(presentDelivery),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}

/** Undefined where nothing is asked for, null where what is asked for cannot be. */
function idOf(kind: IdKind, id: string | undefined): string | null | undefined {
  return id === undefined ? undefined : fromTypeId(kind, id)
}
