import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import { presentApiKey } from '@/lib/keys/present'
import { recordKey } from '@/lib/keys/record-key'
import type { ApiKeyObject } from '@/lib/keys/schema'
import { type ApiKeyRow, lockApiKey, markRevoked } from '@/lib/keys/store'

/** From a second after the commit on, no process accepts the key any more. Throws `not_found`. */
export async function revokeApiKey(ctx: Ctx, { id }: { id: string }): Promise<ApiKeyObject> {
  requirePerson(ctx, 'keys.write')
  const uuid = fromTypeId('key', id)
  const row = uuid && (await withTenant(ctx, (tx) => revoke(ctx, tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentApiKey(row)
}

/** Revoking twice is no different from revoking once, and written down once. */
async function revoke(ctx: Ctx, tx: TenantTx, id: string): Promise<ApiKeyRow | null> {
  const before = await lockApiKey(tx, id)
  if (!before || before.revokedAt) return before
  const row = await markRevoked(tx, id)
  const change = { before: { revoked_at: null }, after: { revoked_at: toTimestamp(row?.revokedAt ?? null) } }
  await recordKey(ctx, tx, 'api_key.revoked', { id, change })
  return row
}
