import { randomBytes } from 'node:crypto'
import { asSystem, type SystemTx } from '@/db/tenant'
import { seal } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { slugOf } from '@/lib/tenants/rules'
import { insertOwner, insertTenant } from '@/lib/tenants/system'

type NewTenant = { userId: string; name: string }

/** A workspace of that name, which the person owns. */
export function createTenant(values: NewTenant): Promise<{ tenantId: string; slug: string }> {
  return asSystem((tx) => createTenantIn(tx, values))
}

/** The same as part of a transaction that has more to make. */
export async function createTenantIn(
  tx: SystemTx,
  { userId, name }: NewTenant,
): Promise<{ tenantId: string; slug: string }> {
  const tenantId = newUuid()
  const place = { table: 'tenants', column: 'webhook_secret', tenantId, rowId: tenantId }
  const webhookSecretSealed = seal(place, `whsec_${randomBytes(24).toString('base64')}`)
  for (let attempt = 0; attempt < 5; attempt++) {
    const slug = slugOf(name, randomBytes(3).toString('hex'))
    if (!(await insertTenant(tx, { id: tenantId, slug, name, webhookSecretSealed }))) continue
    await insertOwner(tx, { tenantId, userId })
    return { tenantId, slug }
  }
  throw new Error(`No slug was free for a workspace.`)
}
