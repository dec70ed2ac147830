import { and, desc, eq } from 'drizzle-orm'
import { alerts } from '@/db/tables/alerts'
import { tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import { type AlertFilter, type AlertRow, matching } from '@/lib/alerts/store'

type Named = { alert: AlertRow; tenant: { id: string; slug: string; name: string } | null }

/** Over all tenants, newest first. */
export function selectAllAlerts(
  tx: SystemTx,
  { limit, tenantId, ...filter }: AlertFilter & { tenantId?: string },
): Promise<Named[]> {
  return tx
    .select({ alert: alerts, tenant: { id: tenants.id, slug: tenants.slug, name: tenants.name } })
    .from(alerts)
    .leftJoin(tenants, eq(tenants.id, alerts.tenantId))
    .where(and(matching(filter), tenantId ? eq(alerts.tenantId, tenantId) : undefined))
    .orderBy(desc(alerts.id))
    .limit(limit)
}
