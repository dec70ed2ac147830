import { desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { apiKeys } from '@/db/tables/keys'
import { senders } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'

const columns = {
  ...getTableColumns(apiKeys),
  isExpired: sql<boolean>`coalesce(api_keys.expires_at <= clock_timestamp(), false)`,
  isReplaced: sql<boolean>`exists (select from api_keys n where n.rotated_from = api_keys.id)`,
}
export type ApiKeyRow = typeof apiKeys.$inferSelect & { isExpired: boolean; isReplaced: boolean }
type NewKey = Omit<typeof apiKeys.$inferInsert, 'tenantId' | 'mode' | 'createdAt' | 'revokedAt'>

export async function insertApiKey(tx: TenantTx, values: NewKey): Promise<ApiKeyRow> {
  const [row] = await tx.insert(apiKeys).values(values).returning(columns)
  if (!row) throw new Error('The key was not stored.')
  return row
}

/** Held until the transaction ends, so that two keys made at once cannot both be the last one allowed. */
export async function lockKeys(tx: TenantTx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id'), 2))`)
}

/** Those that can be used: the active ones, and those that another has taken the place of. */
export async function countUsableKeys(tx: TenantTx): Promise<{ active: number; overlapping: number }> {
  const [row] = await tx
    .select({
      active: sql<number>`count(*) filter (where not ${columns.isReplaced})::int`,
      overlapping: sql<number>`count(*) filter (where ${columns.isReplaced})::int`,
    })
    .from(apiKeys)
    .where(sql`revoked_at is null and not ${columns.isExpired}`)
  return row ?? { active: 0, overlapping: 0 }
}

export function selectApiKeys(tx: TenantTx): Promise<ApiKeyRow[]> {
  return tx.select(columns).from(apiKeys).orderBy(desc(apiKeys.id))
}

export function selectKeyNames(
  tx: TenantTx,
  ids: readonly string[],
): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: apiKeys.id, name: apiKeys.name })
    .from(apiKeys)
    .where(inArray(apiKeys.id, [...ids]))
}

/** Locked until the transaction ends, so that nobody ends it in between. */
export async function lockApiKey(tx: TenantTx, id: string): Promise<ApiKeyRow | null> {
  const [row] = await tx.select(columns).from(apiKeys).where(eq(apiKeys.id, id)).for('update')
  return row ?? null
}

/** Revoking twice is no different from revoking once. Null when there is no such key here. */
export async function markRevoked(tx: TenantTx, id: string): Promise<ApiKeyRow | null> {
  const revokedAt = sql`coalesce(revoked_at, clock_timestamp())`
  const [row] = await tx.update(apiKeys).set({ revokedAt }).where(eq(apiKeys.id, id)).returning(columns)
  return row ?? null
}

/** Never later than it would have expired anyway. */
export async function expireWithin(tx: TenantTx, id: string, seconds: number): Promise<void> {
  const expiresAt = sql`least(expires_at, clock_timestamp() + make_interval(secs => ${seconds}))`
  await tx.update(apiKeys).set({ expiresAt }).where(eq(apiKeys.id, id))
}

export async function hasSender(tx: TenantTx, id: string): Promise<boolean> {
  const rows = await tx.select({ id: senders.id }).from(senders).where(eq(senders.id, id))
  return rows.length > 0
}

export async function readClock(tx: TenantTx): Promise<Date> {
  const [row] = await tx.execute<{ now: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::double precision as now`,
  )
  return new Date(Number(row?.now))
}
