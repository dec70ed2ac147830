import { and, eq, sql } from 'drizzle-orm'
import { idempotencyRecords } from '@/db/tables/requests'
import type { TenantTx } from '@/db/tenant'

export type IdempotencyRow = typeof idempotencyRecords.$inferSelect
type Place = { route: string; key: string }

/** Takes the key until the transaction ends, however it ends; false while another call holds it. */
export async function lockKey(tx: TenantTx, { route, key }: Place): Promise<boolean> {
  const name = sql`current_setting('app.tenant_id') || current_setting('app.mode') || ${route}::text || ' ' || ${key}::text`
  const [row] = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 3)) as held`,
  )
  return row?.held ?? false
}

/** The answer kept under the key in the time for which it is kept. */
export async function findRecord(
  tx: TenantTx,
  { route, key }: Place,
  hours: number,
): Promise<IdempotencyRow | null> {
  const [row] = await tx
    .select()
    .from(idempotencyRecords)
    .where(
      and(
        eq(idempotencyRecords.route, route),
        eq(idempotencyRecords.key, key),
        sql`${idempotencyRecords.createdAt} > clock_timestamp() - make_interval(hours => ${hours})`,
      ),
    )
  return row ?? null
}

/** One that is there already has outlived its time, and gives way. */
export async function keepRecord(
  tx: TenantTx,
  row: Pick<IdempotencyRow, 'route' | 'key' | 'fingerprint' | 'status' | 'bodySealed' | 'requestId'>,
): Promise<void> {
  const { tenantId, mode, route, key } = idempotencyRecords
  await tx
    .insert(idempotencyRecords)
    .values(row)
    .onConflictDoUpdate({
      target: [tenantId, mode, route, key],
      set: { ...row, createdAt: sql`clock_timestamp()` },
    })
}
