import { asSystem, type SystemTx } from '@/db/tenant'
import { recordAuditIn } from '@/lib/audit/record'
import { toTypeId } from '@/lib/core/ids'
import type { Visit } from '@/lib/core/visit'
import { workspaceNameOf } from '@/lib/onboarding/name-rules'
import { openSandboxSender } from '@/lib/senders/open-sandbox-sender'
import { createFirstTenantIn, createTenantIn } from '@/lib/tenants/create'

type Whence = Pick<Visit, 'requestId' | 'address'>
type User = { id: string; email: string }
type Opened = {
  tenantId: string
  slug: string
  /** False when the person belonged to a workspace already: then it is that one. */
  isNew: boolean
}

/**
 * The first workspace of a person who has proven an address, ready to test in: all of it or nothing. However often
 * and in however many tabs it is asked for, it is one workspace.
 */
export function openWorkspace(
  whence: Whence,
  user: User,
  { name = workspaceNameOf(user.email) }: { name?: string } = {},
): Promise<Opened> {
  return open(whence, { user, name }, (tx) => createFirstTenantIn(tx, { userId: user.id, name }))
}

/** Another workspace, as ready. Throws `state_conflict` when the person is in as many as anybody may be. */
export function openAnotherWorkspace(
  whence: Whence,
  user: User,
  { name }: { name: string },
): Promise<Opened> {
  return open(whence, { user, name }, async (tx) => ({
    ...(await createTenantIn(tx, { userId: user.id, name })),
    isNew: true,
  }))
}

async function open(
  whence: Whence,
  { user, name }: { user: User; name: string },
  create: (tx: SystemTx) => Promise<Opened>,
): Promise<Opened> {
  const opened = await asSystem(async (tx) => {
    const tenant = await create(tx)
    if (tenant.isNew) await openSandboxSender(tx, { tenantId: tenant.tenantId, displayName: name })
    return tenant
  })
  const { tenantId, slug, isNew } = opened
  const { requestId, address } = whence
  if (isNew)
    await recordAuditIn(
      [tenantId],
      { actor: { type: 'user', id: user.id }, requestId, address },
      {
        action: 'workspace.created',
        target: { type: 'tenant', id: toTypeId('tenant', tenantId) },
        after: { name, slug },
      },
    )
  return opened
}
