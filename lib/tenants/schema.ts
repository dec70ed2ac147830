import { z } from 'zod'
import type { Role } from '@/lib/core/context'
import type { Plan } from '@/lib/core/policy'

/** `requiresSecondFactor`: nobody works here without one. */
export type Tenant = {
  id: string
  slug: string
  name: string
  plan: Plan
  defaultLocale: string
  requiresSecondFactor: boolean
}
export type Membership = { tenant: Tenant; role: Role }

export const SecondFactorRule = z.strictObject({ required: z.boolean() })
export type SecondFactorRule = z.infer<typeof SecondFactorRule>
