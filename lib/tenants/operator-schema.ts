import { z } from 'zod'

/** Its people read it, so that it has to say something. */
export const SuspendTenantInput = z.strictObject({
  reason: z.string().trim().min(10, 'Say in a sentence why.').max(300, 'Keep it under 300 characters.'),
})

export const ResumeTenantInput = z.strictObject({})

export const TenantSummary = z.object({
  object: z.literal('tenant'),
  tenant_id: z.string(),
  slug: z.string(),
  name: z.string(),
  plan: z.string(),
  status: z.enum(['active', 'suspended']),
  suspended_at: z.string().nullable(),
  suspended_reason: z.string().nullable(),
  owners: z.array(z.string()),
  members: z.number(),
  created_at: z.string(),
})
export type TenantSummary = z.infer<typeof TenantSummary>

export type TenantsQuery = {
  limit: number
  cursor?: string | undefined
  search?: string | undefined
  status?: 'active' | 'suspended' | undefined
}
