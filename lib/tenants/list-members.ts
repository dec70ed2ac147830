import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { presentMembers } from '@/lib/tenants/present'
import type { MemberObject } from '@/lib/tenants/schema'
import { selectMembers } from '@/lib/tenants/store'

/** Who belongs to the workspace, longest first. */
export async function listMembers(ctx: Ctx): Promise<MemberObject[]> {
  requirePerson(ctx, 'team.read')
  return presentMembers(ctx, await withTenant(ctx, selectMembers))
}
