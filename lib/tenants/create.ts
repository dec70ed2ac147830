import { randomBytes } from 'node:crypto'
import type { SystemTx } from '@/db/tenant'
import { seal } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { slugOf } from '@/lib/tenants/rules'
import {
  countMemberships,
  findFirstTenant,
  insertMembership,
  insertTenant,
  lockPerson,
} from '@/lib/tenants/system'

type NewTenant = { userId: string; name: string }
type Made = { tenantId: string; slug: string }
const { tenantsPerPerson } = policy.teams

/**
 * Makes a tenant whose owner the person is, as part of a transaction that has more to make for it. Throws
 * `state_conflict` when they are in as many as anybody may be.
 */
export async function createTenantIn(tx: SystemTx, { userId, name }: NewTenant): Promise<Made> {
  await lockPerson(tx, userId)
  if ((await countMemberships(tx, userId)) >= tenantsPerPerson)
    throw new AppError('state_conflict', {
      detail: `Nobody is in more than ${tenantsPerPerson} workspaces: leave one first.`,
    })
  const { tenantId, slug } = await insert(tx, name)
  await insertMembership(tx, { tenantId, userId, role: 'owner' })
  return { tenantId, slug }
}

/** The same for who belongs to none yet; who does keeps the one they have, however often they ask at once. */
export async function createFirstTenantIn(
  tx: SystemTx,
  tenant: NewTenant,
): Promise<Made & { isNew: boolean }> {
  await lockPerson(tx, tenant.userId)
  const first = await findFirstTenant(tx, tenant.userId)
  if (first) return { ...first, isNew: false }
  return { ...(await createTenantIn(tx, tenant)), isNew: true }
}

async function insert(tx: SystemTx, name: string): Promise<Made> {
  for (let draw = 0; draw < 3; draw++) {
    const id = newUuid()
    const slug = slugOf(name, randomBytes(3).toString('hex'))
    const secret = `whsec_${randomBytes(24).toString('base64')}`
    const place = { table: 'tenants', column: 'webhook_secret', tenantId: id, rowId: id }
    const isMade = await insertTenant(tx, { id, slug, name, webhookSecretSealed: seal(place, secret) })
    if (isMade) return { tenantId: id, slug }
  }
  throw new Error('Three slugs in a row were taken.')
}
