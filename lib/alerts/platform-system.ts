import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { alerts } from '@/db/tables/alerts'
import { tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import { type AlertFilter, type AlertRow, matching } from '@/lib/alerts/store'
import { platformId } from '@/lib/core/ids'

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

/** An alert about the house itself, acknowledged now or before; no row when there is none. */
export async function acknowledgeRow(
  tx: SystemTx,
  id: string,
  by: string,
): Promise<{ row: AlertRow | null; isNews: boolean }> {
  const itself = and(eq(alerts.tenantId, platformId), eq(alerts.id, id))
  const [marked] = await tx
    .update(alerts)
    .set({ acknowledgedAt: sql`clock_timestamp()`, acknowledgedBy: by })
    .where(and(itself, isNull(alerts.acknowledgedAt)))
    .returning()
  if (marked) return { row: marked, isNews: true }
  const [row] = await tx.select().from(alerts).where(itself)
  return { row: row ?? null, isNews: false }
}
