import { randomBytes } from 'node:crypto'
import { asSystem, type SystemTx } from '@/db/tenant'
import { recordAuditIn } from '@/lib/audit/record'
import { seal } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'
import { slugOf } from '@/lib/tenants/rules'
import { countMemberships, insertMembership, insertTenant, lockPerson } from '@/lib/tenants/system'

type Made = { tenantId: string; slug: string }
const { tenantsPerPerson } = policy.teams

/** Makes a workspace whose owner the person is. Throws `state_conflict` when they are in as many as anybody may be. */
export async function createTenant(
  visit: Pick<Visit, 'requestId' | 'address'>,
  user: { id: string },
  { name }: { name: string },
): Promise<Made> {
  const made = await asSystem(async (tx) => {
    await lockPerson(tx, user.id)
    if ((await countMemberships(tx, user.id)) >= tenantsPerPerson)
      throw new AppError('state_conflict', {
        detail: `Nobody is in more than ${tenantsPerPerson} workspaces: leave one first.`,
      })
    const { tenantId, slug } = await insert(tx, name)
    await insertMembership(tx, { tenantId, userId: user.id, role: 'owner' })
    return { tenantId, slug }
  })
  await recordAuditIn(
    [made.tenantId],
    { ...visit, actor: { type: 'user', id: user.id } },
    {
      action: 'workspace.created',
      target: { type: 'tenant', id: toTypeId('tenant', made.tenantId) },
      after: { name, slug: made.slug },
    },
  )
  return made
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
