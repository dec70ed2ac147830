import { asSystem } from '@/db/tenant'
import { recordAuditIn } from '@/lib/audit/record'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import type { Visit } from '@/lib/core/visit'
import { workspaceNameOf } from '@/lib/onboarding/name-rules'
import { findFirstWorkspace, lockUser } from '@/lib/onboarding/system'
import { openSandboxSender } from '@/lib/senders/open-sandbox-sender'
import { createTenantIn } from '@/lib/tenants/create'

type User = { id: string; email: string }
type Opened = {
  tenantId: string
  slug: string
  /** False when the person belonged to a workspace already: then it is that one. */
  isNew: boolean
}

/**
 * The first workspace of a person who has proven an address, ready to test in: all of it or nothing. However often
 * and in however many tabs it is asked for, it is one workspace. Throws `not_found` for who is nobody any more.
 */
export async function openWorkspace(
  visit: Pick<Visit, 'requestId' | 'address'>,
  user: User,
  { name = workspaceNameOf(user.email) }: { name?: string } = {},
): Promise<Opened> {
  const opened = await asSystem(async (tx) => {
    if (!(await lockUser(tx, user.id))) throw new AppError('not_found')
    const first = await findFirstWorkspace(tx, user.id)
    if (first) return { ...first, isNew: false }
    const tenant = await createTenantIn(tx, { userId: user.id, name })
    await openSandboxSender(tx, { tenantId: tenant.tenantId, displayName: name })
    return { ...tenant, isNew: true }
  })
  const { tenantId, slug, isNew } = opened
  if (isNew)
    await recordAuditIn(
      [tenantId],
      { ...visit, actor: { type: 'user', id: user.id } },
      {
        action: 'workspace.created',
        target: { type: 'workspace', id: toTypeId('tenant', tenantId) },
        after: { name, slug },
      },
    )
  return opened
}
