import { asSystem } from '@/db/tenant'
import { hashOfToken } from '@/lib/tenants/mail-invitation'
import type { OpenInvitation } from '@/lib/tenants/schema'
import { findInvitationByToken, selectPeople } from '@/lib/tenants/system'

/** What this token opens, and null for one that is used, too old, taken back or no token at all: they look alike. */
export async function findInvitation(token: string): Promise<OpenInvitation | null> {
  return asSystem(async (tx) => {
    const found = await findInvitationByToken(tx, hashOfToken(token))
    if (!found) return null
    const [inviter] = await selectPeople(tx, [found.invitedBy])
    const { workspace, email, role, hasAccount } = found
    return { workspace, email, role, hasAccount, invitedBy: inviter?.email ?? null }
  })
}
