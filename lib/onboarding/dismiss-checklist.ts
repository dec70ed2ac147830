import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { insertDismissal } from '@/lib/onboarding/store'

/** Puts the checklist away for everybody in the workspace. Throws `role_missing`. */
export async function dismissChecklist(ctx: Ctx): Promise<{ dismissed: true }> {
  const { id } = requirePerson(ctx, 'workspace.write')
  await withTenant(ctx, (tx) => insertDismissal(tx, id))
  return { dismissed: true }
}
