import type { z } from 'zod'
import { asSystem } from '@/db/tenant'
import { selectAllAlerts } from '@/lib/alerts/platform-system'
import { presentAlert } from '@/lib/alerts/present'
import type { ListAlertsQuery, PlatformAlert } from '@/lib/alerts/schema'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import { toTypeId } from '@/lib/core/ids'
import type { Operator } from '@/lib/core/operator'

type Query = z.output<typeof ListAlertsQuery> & { tenantId?: string }
type Page = { data: PlatformAlert[]; has_more: boolean; next_cursor: string | null }

/** The alerts of all tenants and of the house itself, for one of us. */
export async function listAllAlerts(_operator: Operator, { limit, cursor, ...filter }: Query): Promise<Page> {
  const list = 'alerts/all'
  const before = cursor && readCursor(list, cursor)
  const rows = await asSystem((tx) => selectAllAlerts(tx, { ...filter, limit: limit + 1, before }))
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    data: page.map(({ alert, tenant }) => ({
      ...presentAlert(alert),
      tenant: tenant && { ...tenant, id: toTypeId('tenant', tenant.id) },
    })),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.alert.id) : null,
  }
}
