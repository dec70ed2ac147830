import { and, desc, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { alerts } from '@/db/tables/alerts'
import type { TenantTx } from '@/db/tenant'
import type { AlertObject, Severity } from '@/lib/alerts/schema'

export type AlertRow = typeof alerts.$inferSelect
export type AlertFilter = {
  limit: number
  before?: string
  state?: AlertObject['state']
  severity?: Severity
}

export function matching({ before, state, severity }: Omit<AlertFilter, 'limit'>) {
  return and(
    before ? lt(alerts.id, before) : undefined,
    state === 'open' ? isNull(alerts.acknowledgedAt) : undefined,
    state === 'acknowledged' ? isNotNull(alerts.acknowledgedAt) : undefined,
    severity ? eq(alerts.severity, severity) : undefined,
  )
}

/** Newest first. */
export function selectAlerts(tx: TenantTx, { limit, ...filter }: AlertFilter): Promise<AlertRow[]> {
  return tx.select().from(alerts).where(matching(filter)).orderBy(desc(alerts.id)).limit(limit)
}

export async function findAlert(tx: TenantTx, id: string): Promise<AlertRow | null> {
  const [row] = await tx.select().from(alerts).where(eq(alerts.id, id))
  return row ?? null
}

export async function countOpen(tx: TenantTx): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(alerts)
    .where(isNull(alerts.acknowledgedAt))
  return row?.count ?? 0
}

/** Null when it was acknowledged before, or is not there. */
export async function markAcknowledged(tx: TenantTx, id: string, userId: string): Promise<AlertRow | null> {
  const [row] = await tx
    .update(alerts)
    .set({ acknowledgedAt: sql`clock_timestamp()`, acknowledgedBy: userId })
    .where(and(eq(alerts.id, id), isNull(alerts.acknowledgedAt)))
    .returning()
  return row ?? null
}
