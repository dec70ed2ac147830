import { env } from '@/lib/core/env'
import { listMemberships } from '@/lib/tenants/list-memberships'

/** Where a person looks after their own sessions: in any workspace, since the page is theirs and not its. */
export async function securityLink(userId: string): Promise<string> {
  const [first] = await listMemberships(userId)
  const place = first ? `/dashboard/${first.tenant.slug}/live/security` : '/dashboard'
  return env().APP_ORIGIN + place
}
