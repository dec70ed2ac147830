import { expect, test } from 'vitest'
import { CreateWorkspaceInput, InviteMemberInput, UpdateWorkspaceInput } from '@/lib/tenants/schema'

test('an address has one form, however it was typed', () => {
  for (const email of ['ana@example.com', ' Ana@Example.COM ', 'ａｎａ@example.com'])
    expect(InviteMemberInput.parse({ email, role: 'admin' }).email).toBe('ana@example.com')
})

test.each([
  '',
  'ana',
  'ana@',
  '@example.com',
  'ana@example.com\nbcc: x@y.z',
  `${'a'.repeat(400)}@example.com`,
])('is no address: %j', (email) =>
  expect(InviteMemberInput.safeParse({ email, role: 'admin' }).success).toBe(false),
)

test('there are five roles, and no other is asked for', () => {
  for (const role of ['root', 'Owner', '', null, ['owner']])
    expect(InviteMemberInput.safeParse({ email: 'a@example.com', role }).success).toBe(false)
})

test.each([
  '',
  '   ',
  'x'.repeat(65),
  'a\u0000b',
  'a\nb',
  'a\u202eb',
  'Win at https://evil.example',
  'www.evil.example',
])('is no name for a workspace: %j', (name) =>
  expect(CreateWorkspaceInput.safeParse({ name }).success).toBe(false),
)

test('a name is kept as it was meant', () => {
  expect(CreateWorkspaceInput.parse({ name: '  Kestrel & Söhne ' })).toEqual({ name: 'Kestrel & Söhne' })
  expect(UpdateWorkspaceInput.safeParse({ name: 'x', default_locale: 'xx' }).success).toBe(false)
  expect(UpdateWorkspaceInput.safeParse({ name: 'x', default_locale: 'de', plan: 'scale' }).success).toBe(
    false,
  )
})
