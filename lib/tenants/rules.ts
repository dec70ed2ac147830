import type { Role } from '@/lib/core/context'
import { may } from '@/lib/core/permissions'
import { type Plan, plans, policy } from '@/lib/core/policy'

export type Member = { userId: string; role: Role }

/** What somebody is about to do to a member, perhaps themselves: another role, or none any more. */
type Change = { actor: string; target: string; to: Role | null }
export type Refusal = 'role_missing' | 'owners_only' | 'not_found' | 'last_owner'

/**
 * Why it may not be, or null. Only owners make or unmake owners, and one of them always stays; whoever wants to leave
 * needs nobody's leave.
 */
export function whyNotChange(team: readonly Member[], { actor, target, to }: Change): Refusal | null {
  const own = roleOf(team, actor)
  const theirs = roleOf(team, target)
  const leaves = actor === target && to === null
  if (!own || !(leaves || may(own, 'team.write'))) return 'role_missing'
  if (!theirs) return 'not_found'
  if ((theirs === 'owner' || to === 'owner') && own !== 'owner') return 'owners_only'
  const owners = team.filter(({ role }) => role === 'owner').length
  return theirs === 'owner' && to !== 'owner' && owners === 1 ? 'last_owner' : null
}

export function roleOf(team: readonly Member[], userId: string): Role | null {
  return team.find((member) => member.userId === userId)?.role ?? null
}

/** Whether somebody with this role may bring in another with that one. Nobody can be null: they have left. */
export function mayInvite(inviter: Role | null, invited: Role): boolean {
  if (inviter === null || !may(inviter, 'team.write')) return false
  return invited !== 'owner' || inviter === 'owner'
}

export function seatsOf(plan: Plan): number {
  return policy.plans[plan].seats
}

/** The next plan with more seats than this one, if there is one. */
export function roomierPlan(plan: Plan): Plan | null {
  return plans.find((other) => seatsOf(other) > seatsOf(plan)) ?? null
}

/**
 * The part of a workspace's address that is made from its name. Something random always follows it: a plain name that
 * is taken would tell who else is here.
 */
export function slugOf(name: string, random: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '')
  return `${words || 'workspace'}-${random}`
}
