import type { Role } from '@/lib/core/context'
import type { Plan } from '@/lib/core/policy'

export type Tenant = {
  id: string
  slug: string
  name: string
  plan: Plan
  defaultLocale: string
  suspension: Suspension | null
}
export type Membership = { tenant: Tenant; role: Role }

/** When work here was stopped, and what its people are told. */
export type Suspension = { at: Date; reason: string }
