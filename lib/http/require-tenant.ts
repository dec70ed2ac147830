import { notFound, redirect } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import { type Ctx, type Mode, modes, proveContext, type Role } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import type { Plan } from '@/lib/core/policy'
import { currentUser } from '@/lib/http/session'
import { listMemberships } from '@/lib/tenants/list-memberships'
import type { Membership } from '@/lib/tenants/schema'

/** A layout and its page ask the same within one request. */
const userOfRequest = cache(currentUser)
const membershipsOf = cache(listMemberships)

type User = { id: string; email: string }
export type TenantPage = {
  ctx: Ctx
  tenant: { slug: string; name: string; plan: Plan }
  mode: Mode
  user: { email: string; role: Role }
  tenants: { slug: string; name: string }[]
}

/** For pages above the tenants. Without a session it goes to sign-in and does not come back. */
export async function requireUser(): Promise<{ user: User; tenants: { slug: string; name: string }[] }> {
  const user = (await userOfRequest()) ?? redirect('/sign-in')
  return { user, tenants: namesOf(await membershipsOf(user.id)) }
}

/** For pages below a tenant: proves here, once and from the database, that this person belongs to it. */
export async function requireTenant(params: Promise<{ tenant: string; mode: string }>): Promise<TenantPage> {
  const user = (await userOfRequest()) ?? redirect('/sign-in')
  const page = await findTenantPage(user, await params)
  return page ?? notFound()
}

/** Null for a tenant that is not there and for one that is not theirs, which look alike. */
export async function findTenantPage(
  user: User,
  params: { tenant: string; mode: string },
): Promise<TenantPage | null> {
  const memberships = await membershipsOf(user.id)
  const membership = memberships.find(({ tenant }) => tenant.slug === params.tenant)
  const mode = modes.find((name) => name === params.mode)
  if (!membership || !mode) return null
  const { tenant, role } = membership
  const ctx = proveContext({
    tenantId: tenant.id,
    mode,
    defaultLocale: tenant.defaultLocale,
    actor: { type: 'user', id: user.id, email: user.email, role },
    requestId: newUuid(),
    defer: (work) => after(work),
  })
  return { ctx, tenant, mode, user: { email: user.email, role }, tenants: namesOf(memberships) }
}

function namesOf(memberships: Membership[]) {
  return memberships.map(({ tenant: { slug, name } }) => ({ slug, name }))
}
