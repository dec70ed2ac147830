import { desc } from 'drizzle-orm'
import { tenants } from '@/db/tables/tenants'
import { webhookSecrets } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { unseal } from '@/lib/core/crypto'

type Secret = { secret: string; createdAt: Date }

/** The mode's own, the newest first, and then the tenant's. */
export async function selectSecrets(tx: TenantTx): Promise<Secret[]> {
  const rows = await tx.select().from(webhookSecrets).orderBy(desc(webhookSecrets.createdAt))
  const [tenant] = await tx.select().from(tenants)
  const own = rows.map(({ id, tenantId, secretSealed, createdAt }) => ({
    secret: unseal({ table: 'webhook_secrets', column: 'secret', tenantId, rowId: id }, secretSealed),
    createdAt,
  }))
  if (!tenant?.webhookSecretSealed) return own
  const { id, webhookSecretSealed, createdAt } = tenant
  const place = { table: 'tenants', column: 'webhook_secret', tenantId: id, rowId: id }
  return [...own, { secret: unseal(place, webhookSecretSealed), createdAt }]
}
