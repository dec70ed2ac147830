import { describe, expect, test } from 'vitest'
import { type Role, roles } from '@/lib/core/context'
import { mayInvite, roomierPlan, seatsOf, slugOf, whyNotChange } from '@/lib/tenants/rules'

const team = (...members: [string, Role][]) => members.map(([userId, role]) => ({ userId, role }))
const others = roles.filter((role) => role !== 'owner')

describe('who may do what to whom', () => {
  const full = team(
    ['owner', 'owner'],
    ['second', 'owner'],
    ['admin', 'admin'],
    ['developer', 'developer'],
    ['support', 'support'],
    ['billing', 'billing'],
  )

  test.each([...roles, null])('an owner may give anybody %s', (to) => {
    for (const target of ['second', 'admin', 'support'])
      expect(whyNotChange(full, { actor: 'owner', target, to })).toBe(null)
  })

  test('an admin may do so to all but owners, and makes none', () => {
    for (const target of ['developer', 'support', 'billing'])
      for (const to of [...others, null])
        expect(whyNotChange(full, { actor: 'admin', target, to })).toBe(null)
    expect(whyNotChange(full, { actor: 'admin', target: 'developer', to: 'owner' })).toBe('owners_only')
    expect(whyNotChange(full, { actor: 'admin', target: 'admin', to: 'owner' })).toBe('owners_only')
    for (const to of [...roles, null])
      expect(whyNotChange(full, { actor: 'admin', target: 'owner', to })).toBe('owners_only')
  })

  test.each(['developer', 'support', 'billing', 'stranger'])('%s changes nobody', (actor) => {
    for (const target of ['owner', 'admin', 'support', 'nobody'])
      for (const to of roles) expect(whyNotChange(full, { actor, target, to })).toBe('role_missing')
  })

  test('everybody who is in may leave, and nobody who is not', () => {
    for (const { userId } of full)
      expect(whyNotChange(full, { actor: userId, target: userId, to: null })).toBe(null)
    expect(whyNotChange(full, { actor: 'stranger', target: 'stranger', to: null })).toBe('role_missing')
  })

  test('the last owner stays one, whoever wants it otherwise', () => {
    const alone = team(['owner', 'owner'], ['admin', 'admin'])
    for (const to of [...others, null])
      expect(whyNotChange(alone, { actor: 'owner', target: 'owner', to })).toBe('last_owner')
    expect(whyNotChange(alone, { actor: 'owner', target: 'owner', to: 'owner' })).toBe(null)
  })

  test('somebody who is not in the team is not there', () => {
    expect(whyNotChange(full, { actor: 'owner', target: 'nobody', to: 'admin' })).toBe('not_found')
  })
})

test('only owners invite owners, and only owners and admins invite at all', () => {
  for (const invited of roles) {
    expect(mayInvite('owner', invited)).toBe(true)
    expect(mayInvite('admin', invited)).toBe(invited !== 'owner')
    for (const inviter of ['developer', 'support', 'billing', null] as const)
      expect(mayInvite(inviter, invited)).toBe(false)
  }
})

test('plans have the seats that are promised, and the next one has more', () => {
  expect((['free', 'starter', 'growth', 'scale'] as const).map(seatsOf)).toEqual([1, 3, 10, 50])
  expect((['free', 'starter', 'growth', 'scale'] as const).map(roomierPlan)).toEqual([
    'starter',
    'growth',
    'scale',
    null,
  ])
})

test.each([
  ['Kestrel & Söhne GmbH', 'kestrel-sohne-gmbh-a1'],
  ['  --  ', 'workspace-a1'],
  ['日本語', 'workspace-a1'],
  ['x'.repeat(64), `${'x'.repeat(32)}-a1`],
  ['../../etc', 'etc-a1'],
])('the address of %s is %s', (name, slug) => expect(slugOf(name, 'a1')).toBe(slug))
