import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { presentAlert } from '@/lib/alerts/present'
import type { AlertList, ListAlertsQuery } from '@/lib/alerts/schema'
import { selectAlerts } from '@/lib/alerts/store'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'

type Query = CamelKeys<z.output<typeof ListAlertsQuery>>

/** A page of the workspace's alerts, newest first; they belong to neither mode. */
export async function listAlerts(ctx: Ctx, { limit, cursor, state, severity }: Query): Promise<AlertList> {
  requirePermission(ctx, 'alerts.read')
  const list = `alerts/${ctx.tenantId}`
  const before = cursor && readCursor(list, cursor)
  const rows = await withTenant(ctx, (tx) => selectAlerts(tx, { limit: limit + 1, before, state, severity }))
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    object: 'list',
    data: page.map(presentAlert),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}
