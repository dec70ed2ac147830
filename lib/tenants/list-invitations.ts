import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { presentInvitations } from '@/lib/tenants/present'
import type { InvitationObject } from '@/lib/tenants/schema'
import { selectInvitations } from '@/lib/tenants/store'

/** Those that wait to be taken up, and those whose time is over and that could be sent again. */
export async function listInvitations(ctx: Ctx): Promise<InvitationObject[]> {
  requirePerson(ctx, 'team.write')
  return presentInvitations(await withTenant(ctx, selectInvitations))
}
