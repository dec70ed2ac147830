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
import { pathHeader } from '@/lib/http/own-headers'
import { currentClaims, currentSession } from '@/lib/http/session'
import { listMemberships } from '@/lib/tenants/list-memberships'
import type { Membership, Suspension } from '@/lib/tenants/schema'

/** A layout and its page ask the same within one request. */
const membershipsOf = cache(listMemberships)

export type TenantPage = {
  ctx: Ctx
  tenant: {
    slug: string
    name: string
    plan: Plan
    requiresSecondFactor: boolean
    suspension: Suspension | null
  }
  mode: Mode
  user: { email: string; role: Role }
  tenants: TenantName[]
}
type TenantName = { slug: string; name: string }

/** For pages above the tenants. Without a session it goes to sign-in, which comes back. */
export async function requireSession(): Promise<{ session: LiveSession; tenants: TenantName[] }> {
  const session = (await currentSession()) ?? redirect(await signInPath())
  return { session, tenants: namesOf(await membershipsOf(session.user.id)) }
}

/** How long this page's access lasts, and whether its token knows other workspaces than there are by now. */
export async function findAccess(): Promise<{ secondsLeft: number; isStale: boolean } | null> {
  const [session, claims] = await Promise.all([currentSession(), currentClaims()])
  if (!session || !claims) return null
  const slugs = (await membershipsOf(session.user.id)).map(({ tenant }) => tenant.slug)
  const isStale =
    slugs.length !== claims.tenants.length || !slugs.every((slug) => claims.tenants.includes(slug))
  return { secondsLeft: Math.floor(claims.accessExp - Date.now() / 1_000), isStale }
}

/** For pages below a tenant: proves here, once and from the database, that this person belongs to it. */
export async function requireTenant(params: Promise<{ tenant: string; mode: string }>): Promise<TenantPage> {
  const session = (await currentSession()) ?? redirect(await signInPath())
  const names = await params
  const page = await findTenantPage(session, names, await addressOfPage()).catch((error: unknown) => {
    const isLacking = error instanceof AppError && error.code === 'second_factor_required'
    if (isLacking) redirect(`/account/security?workspace=${encodeURIComponent(names.tenant)}`)
    throw error
  })
  if (page?.tenant.suspension) redirect(`/dashboard/${page.tenant.slug}/suspended`)
  return page ?? notFound()
}

/** When and why a workspace of theirs is suspended. A workspace at work leads to itself. */
export async function requireSuspended(
  params: Promise<{ tenant: string }>,
): Promise<{ name: string; suspension: Suspension }> {
  const session = (await currentSession()) ?? redirect(await signInPath())
  const { tenant: slug } = await params
  const memberships = await membershipsOf(session.user.id)
  const tenant = memberships.find((membership) => membership.tenant.slug === slug)?.tenant ?? notFound()
  return { name: tenant.name, suspension: tenant.suspension ?? redirect(`/dashboard/${slug}/live`) }
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

/** By name of the page that was asked for, where the middleware has told it. */
async function signInPath(): Promise<string> {
  const path = (await headers()).get(pathHeader)
  return path ? `/sign-in?callbackUrl=${encodeURIComponent(path)}` : '/sign-in'
}

async function addressOfPage(): Promise<string> {
  return clientBehind(await headers()).address
}

function namesOf(memberships: Membership[]) {
  return memberships.map(({ tenant: { slug, name } }) => ({ slug, name }))
}
