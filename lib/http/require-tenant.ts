import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { after } from 'next/server'
import { cache } from 'react'
import type { LiveSession } from '@/lib/auth/schema'
import { type Ctx, type Mode, modes, proveContext, type Role } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import type { Plan } from '@/lib/core/policy'
import { clientBehind } from '@/lib/http/next-adapter'
import { currentSession } from '@/lib/http/session'
import { listMemberships } from '@/lib/tenants/list-memberships'
import type { Membership } from '@/lib/tenants/schema'

/** A layout and its page ask the same within one request. */
const sessionOfRequest = cache(currentSession)
const membershipsOf = cache(listMemberships)

export type TenantPage = {
  ctx: Ctx
  tenant: { slug: string; name: string; plan: Plan; requiresSecondFactor: boolean }
  mode: Mode
  user: { email: string; role: Role }
  tenants: TenantName[]
}
type TenantName = { slug: string; name: string }

/** For pages above the tenants. Without a session it goes to sign-in and does not come back. */
export async function requireSession(): Promise<{ session: LiveSession; tenants: TenantName[] }> {
  const session = (await sessionOfRequest()) ?? redirect('/sign-in')
  return { session, tenants: namesOf(await membershipsOf(session.user.id)) }
}

/** For pages below a tenant: proves here, once and from the database, that this person belongs to it. */
export async function requireTenant(params: Promise<{ tenant: string; mode: string }>): Promise<TenantPage> {
  const session = (await sessionOfRequest()) ?? redirect('/sign-in')
  const names = await params
  const page = await findTenantPage(session, names, await addressOfPage()).catch((error: unknown) => {
    const isLacking = error instanceof AppError && error.code === 'second_factor_required'
    if (isLacking) redirect(`/account/security?workspace=${encodeURIComponent(names.tenant)}`)
    throw error
  })
  return page ?? notFound()
}

/**
 * Null for a tenant that is not there and for one that is not theirs, which look alike. Throws
 * `second_factor_required` where the tenant wants one of everybody and this session has proven none.
 */
export async function findTenantPage(
  session: Pick<LiveSession, 'id' | 'user' | 'authenticatedAt' | 'secondFactorAt'>,
  params: { tenant: string; mode: string },
  address: string,
): Promise<TenantPage | null> {
  const { user, authenticatedAt, secondFactorAt } = session
  const memberships = await membershipsOf(user.id)
  const membership = memberships.find(({ tenant }) => tenant.slug === params.tenant)
  const mode = modes.find((name) => name === params.mode)
  if (!membership || !mode) return null
  const { tenant, role } = membership
  if (tenant.requiresSecondFactor && !secondFactorAt) throw new AppError('second_factor_required')
  const proof = { sessionId: session.id, authenticatedAt, secondFactorAt }
  const ctx = proveContext({
    tenantId: tenant.id,
    mode,
    defaultLocale: tenant.defaultLocale,
    actor: { type: 'user', id: user.id, email: user.email, role, ...proof },
    requestId: newUuid(),
    address,
    defer: (work) => after(work),
  })
  return { ctx, tenant, mode, user: { email: user.email, role }, tenants: namesOf(memberships) }
}

async function addressOfPage(): Promise<string> {
  return clientBehind(await headers()).address
}

function namesOf(memberships: Membership[]) {
  return memberships.map(({ tenant: { slug, name } }) => ({ slug, name }))
}
