import { desc, sql } from 'drizzle-orm'
import { tenants } from '@/db/tables/tenants'
import { webhookSecrets } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import type { SealedPlace } from '@/lib/core/crypto'

export type SealedSecret = { place: SealedPlace; sealed: string; createdAt: Date }

/** Where a secret that a mode was rotated to is sealed. */
export function placeOfSecret(tenantId: string, rowId: string): SealedPlace {
  return { table: 'webhook_secrets', column: 'secret', tenantId, rowId }
}

/** Held until the transaction ends, so that two rotations at once cannot both be the last one allowed. */
export async function lockSecrets(tx: TenantTx): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || current_setting('app.mode'), 32))`,
  )
}

/** The mode's own, the newest first, and last the tenant's, which signs until a mode is first rotated. */
export async function selectSealedSecrets(tx: TenantTx): Promise<SealedSecret[]> {
  const rows = await tx
    .select()
    .from(webhookSecrets)
    .orderBy(desc(webhookSecrets.createdAt), desc(webhookSecrets.id))
  const [tenant] = await tx
    .select({ id: tenants.id, sealed: tenants.webhookSecretSealed, createdAt: tenants.createdAt })
    .from(tenants)
  const ofMode = rows.map(({ tenantId, id, secretSealed, createdAt }) => ({
    place: placeOfSecret(tenantId, id),
    sealed: secretSealed,
    createdAt,
  }))
  if (!tenant?.sealed) return ofMode
  const { id, sealed, createdAt } = tenant
  const place = { table: 'tenants', column: 'webhook_secret', tenantId: id, rowId: id }
  return [...ofMode, { place, sealed, createdAt }]
}

/** When it was made, by the database's clock. */
export async function insertSecret(tx: TenantTx, row: { id: string; secretSealed: string }): Promise<Date> {
  const [made] = await tx
    .insert(webhookSecrets)
    .values(row)
    .returning({ createdAt: webhookSecrets.createdAt })
  if (!made) throw new Error('The secret was not stored.')
  return made.createdAt
}

export async function readClock(tx: TenantTx): Promise<Date> {
  const [row] = await tx.execute<{ now: number }>(
    sql`select (extract(epoch from clock_timestamp()) * 1000)::double precision as now`,
  )
  return new Date(Number(row?.now))
}
