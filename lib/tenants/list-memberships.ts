import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { roles } from '@/lib/core/context'
import { plans } from '@/lib/core/policy'
import type { Membership } from '@/lib/tenants/schema'

const MembershipRow = z.object({
  role: z.enum(roles),
  tenant_id: z.string(),
  slug: z.string(),
  name: z.string(),
  plan: z.enum(plans),
  default_locale: z.string(),
})

/** Every tenant that a person belongs to, the oldest first: asked by every page, and so in one round trip. */
export async function listMemberships(userId: string): Promise<Membership[]> {
  const rows = await callAsSystem('find_memberships', [userId])
  return rows.map((found) => {
    const { role, tenant_id: id, slug, name, plan, default_locale } = MembershipRow.parse(found)
    return { role, tenant: { id, slug, name, plan, defaultLocale: default_locale } }
  })
}
