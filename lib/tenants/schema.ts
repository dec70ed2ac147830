import type { Role } from '@/lib/core/context'
import type { Plan } from '@/lib/core/policy'

export type Tenant = { id: string; slug: string; name: string; plan: Plan; defaultLocale: string }
export type Membership = { tenant: Tenant; role: Role }
