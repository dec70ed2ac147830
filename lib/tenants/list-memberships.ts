import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { roles } from '@/lib/core/context'
import { plans } from '@/lib/core/policy'
import type { Membership, Suspension } from '@/lib/tenants/schema'

const MembershipRow = z.object({
  role: z.enum(roles),
  tenant_id: z.string(),
  slug: z.string(),
  name: z.string(),
  plan: z.enum(plans),
  default_locale: z.string(),
  status: z.enum(['active', 'suspended']),
  suspended_ms: z.number().nullable(),
  suspended_reason: z.string().nullable(),
  requires_second_factor: z.boolean(),
})

/** Every tenant that a person belongs to, the oldest first: asked by every page, and so in one round trip. */
export async function listMemberships(userId: string): Promise<Membership[]> {
  const rows = await callAsSystem('find_memberships', [userId])
  return rows.map((found) => {
    const row = MembershipRow.parse(found)
    return {
      role: row.role,
      tenant: {
        id: row.tenant_id,
        slug: row.slug,
        name: row.name,
        plan: row.plan,
        defaultLocale: row.default_locale,
        requiresSecondFactor: row.requires_second_factor,
        suspension: suspensionOf(row),
      },
    }
  })
}

/** One made in the database by hand, with neither time nor reason, counts all the same. */
function suspensionOf(row: z.infer<typeof MembershipRow>): Suspension | null {
  if (row.status !== 'suspended') return null
  return { at: new Date(row.suspended_ms ?? 0), reason: row.suspended_reason ?? '' }
}
