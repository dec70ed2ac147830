import { count, desc, eq, isNull, sql } from 'drizzle-orm'
import { apiKeys } from '@/db/tables/keys'
import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { scopes } from '@/lib/core/scopes'
import { toTimestamp } from '@/lib/core/time'
import type { ApiKeyObject } from '@/lib/keys/schema'

export type ApiKeyRow = typeof apiKeys.$inferSelect
type NewKey = Pick<ApiKeyRow, 'id' | 'name' | 'keyHash' | 'keyPrefix' | 'lastFour' | 'scopes' | 'createdBy'>

export async function insertApiKey(tx: TenantTx, values: NewKey): Promise<ApiKeyRow> {
  const [row] = await tx.insert(apiKeys).values(values).returning()
  if (!row) throw new Error('The key was not stored.')
  return row
}

/** Held until the transaction ends, so that two keys made at once cannot both be the last one allowed. */
export async function countLiveKeys(tx: TenantTx): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id'), 2))`)
  const [row] = await tx.select({ keys: count() }).from(apiKeys).where(isNull(apiKeys.revokedAt))
  return row?.keys ?? 0
}

export function selectApiKeys(tx: TenantTx): Promise<ApiKeyRow[]> {
  return tx.select().from(apiKeys).orderBy(desc(apiKeys.id))
}

/** Revoking twice is no different from revoking once. Null when there is no such key here. */
export async function markRevoked(tx: TenantTx, id: string): Promise<ApiKeyRow | null> {
  const revokedAt = sql`coalesce(revoked_at, clock_timestamp())`
  const [row] = await tx.update(apiKeys).set({ revokedAt }).where(eq(apiKeys.id, id)).returning()
  return row ?? null
}

export function presentApiKey(row: ApiKeyRow): ApiKeyObject {
  return {
    object: 'api_key',
    id: toTypeId('key', row.id),
    name: row.name,
    mode: row.mode,
    prefix: row.keyPrefix,
    last_four: row.lastFour,
    scopes: scopes.filter((scope) => row.scopes.includes(scope)),
    state: row.revokedAt ? 'revoked' : 'active',
    created_by: row.createdBy && toTypeId('user', row.createdBy),
    revoked_at: toTimestamp(row.revokedAt),
    created_at: toTimestamp(row.createdAt),
  }
}
