import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { events, webhookEndpoints, webhookLanes } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

type NewEndpoint = Omit<typeof webhookEndpoints.$inferInsert, 'tenantId' | 'mode'>
type Change = Partial<Omit<NewEndpoint, 'disabledAt'>>

const isThere = isNull(webhookEndpoints.deletedAt)

export function selectEndpoints(tx: TenantTx) {
  return joined(tx).where(isThere).orderBy(desc(webhookEndpoints.id))
}

export async function findEndpoint(tx: TenantTx, id: string) {
  const [row] = await joined(tx).where(and(eq(webhookEndpoints.id, id), isThere))
  return row ?? null
}

function joined(tx: TenantTx) {
  return tx
    .select({ endpoint: webhookEndpoints, lane: webhookLanes })
    .from(webhookEndpoints)
    .innerJoin(webhookLanes, eq(webhookLanes.endpointId, webhookEndpoints.id))
}

export async function insertEndpoint(tx: TenantTx, row: NewEndpoint): Promise<void> {
  await tx.insert(webhookEndpoints).values(row)
  await tx.insert(webhookLanes).values({ endpointId: row.id, width: policy.webhooks.concurrent.perEndpoint })
}

export async function changeEndpoint(tx: TenantTx, id: string, change: Change): Promise<void> {
  const now = sql`clock_timestamp()`
  const turned =
    change.enabled === undefined
      ? {}
      : change.enabled
        ? { disabledAt: null, disabledReason: null }
        : { disabledAt: now, disabledReason: 'by_hand' as const }
  await tx
    .update(webhookEndpoints)
    .set({ ...change, ...turned, updatedAt: now })
    .where(eq(webhookEndpoints.id, id))
}

export async function markDeleted(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx
    .update(webhookEndpoints)
    .set({ deletedAt: sql`clock_timestamp()` })
    .where(and(eq(webhookEndpoints.id, id), isThere))
    .returning({ id: webhookEndpoints.id })
  return rows.length > 0
}

export async function insertPing(tx: TenantTx, subjectId: string, data: object): Promise<string> {
  const id = newUuid()
  // Outside the feed, so that it goes to nobody else.
  await tx.insert(events).values({ id, type: 'test.ping', subjectId, data, position: 0n })
  return id
}
