import { desc } from 'drizzle-orm'
import { tenants } from '@/db/tables/tenants'
import { webhookSecrets } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import type { SealedPlace } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'

export type StoredSecret = { place: SealedPlace; sealed: string; createdAt: Date }

/** The mode's own, the newest first, and the tenant's last. */
export async function selectSecrets(tx: TenantTx, tenantId: string): Promise<StoredSecret[]> {
  const own = await tx.select().from(webhookSecrets).orderBy(desc(webhookSecrets.id))
  const [tenant] = await tx.select().from(tenants)
  const kept = own.map(({ id, secretSealed, createdAt }) => ({
    place: { table: 'webhook_secrets', column: 'secret', tenantId, rowId: id },
    sealed: secretSealed,
    createdAt,
  }))
  if (!tenant?.webhookSecretSealed) return kept
  const place = { table: 'tenants', column: 'webhook_secret', tenantId, rowId: tenantId }
  return [...kept, { place, sealed: tenant.webhookSecretSealed, createdAt: tenant.createdAt }]
}

export async function insertSecret(tx: TenantTx, seal: (id: string) => string): Promise<void> {
  const id = newUuid()
  await tx.insert(webhookSecrets).values({ id, secretSealed: seal(id) })
}
