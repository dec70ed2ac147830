import { desc, sql } from 'drizzle-orm'
import { tenants } from '@/db/tables/tenants'
import { webhookSecrets } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import type { SealedPlace } from '@/lib/core/crypto'

/** Sealed, and where it was sealed for. */
export type SecretRow = { place: SealedPlace; sealed: string; createdAt: Date }

/** Every secret that the mode has signed with, the newest first and the tenant's own last, and the time it is. */
export async function selectSecrets(tx: TenantTx): Promise<{ newestFirst: SecretRow[]; now: Date }> {
  const ofMode = await tx.select().from(webhookSecrets).orderBy(desc(webhookSecrets.createdAt))
  const [tenant] = await tx
    .select({
      id: tenants.id,
      sealed: tenants.webhookSecretSealed,
      createdAt: tenants.createdAt,
      now: sql`clock_timestamp()`.mapWith(tenants.createdAt),
    })
    .from(tenants)
  if (!tenant) throw new Error('The tenant of this transaction is gone.')
  const newestFirst = ofMode.map(({ id, tenantId, secretSealed, createdAt }) => ({
    place: { table: 'webhook_secrets', column: 'secret', tenantId, rowId: id },
    sealed: secretSealed,
    createdAt,
  }))
  if (tenant.sealed) {
    const place = { table: 'tenants', column: 'webhook_secret', tenantId: tenant.id, rowId: tenant.id }
    newestFirst.push({ place, sealed: tenant.sealed, createdAt: tenant.createdAt })
  }
  return { newestFirst, now: tenant.now }
}
