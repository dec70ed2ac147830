import { asSystem } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import type { InvitationObject, MemberObject } from '@/lib/tenants/schema'
import type { InvitationRow, MemberRow } from '@/lib/tenants/store'
import { selectPeople } from '@/lib/tenants/system'

export async function presentMembers({ actor }: Ctx, rows: readonly MemberRow[]): Promise<MemberObject[]> {
  const people = await peopleOf(rows.map(({ userId }) => userId))
  return rows.flatMap(({ userId, role, createdAt }) => {
    const person = people.get(userId)
    if (!person) return []
    return {
      object: 'member' as const,
      id: toTypeId('user', userId),
      email: person.email,
      role,
      is_you: actor.type === 'user' && actor.id === userId,
      has_second_factor: person.hasSecondFactor,
      joined_at: toTimestamp(createdAt),
      last_active_at: toTimestamp(person.lastActiveAt),
    }
  })
}

export async function presentInvitations(
  rows: readonly InvitationRow[],
  state?: 'revoked',
): Promise<InvitationObject[]> {
  const people = await peopleOf(rows.map(({ invitedBy }) => invitedBy))
  return rows.map((row) => ({
    object: 'invitation',
    id: toTypeId('invitation', row.id),
    email: row.email,
    role: row.role,
    state: state ?? (row.isExpired ? 'expired' : 'open'),
    invited_by: people.get(row.invitedBy)?.email ?? null,
    sent_at: toTimestamp(row.sentAt),
    expires_at: toTimestamp(row.expiresAt),
  }))
}

async function peopleOf(ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>()
  const people = await asSystem((tx) => selectPeople(tx, [...new Set(ids)]))
  return new Map(people.map((person) => [person.id, person]))
}
