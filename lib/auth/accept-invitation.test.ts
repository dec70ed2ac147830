import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { acceptInvitationAsNewcomer } from '@/lib/auth/accept-invitation'
import { signIn } from '@/lib/auth/sign-in'
import { makePerson, makeTeam, rolesIn, tokenMailedTo, visit } from '@/lib/tenants/fixtures/team'
import { inviteMember } from '@/lib/tenants/invite'

const password = 'a quiet kestrel over the field'

async function invite(email: string) {
  const { tenant, members } = await makeTeam(['owner'])
  const [boss] = members
  if (!boss) throw new Error('There is an owner.')
  await inviteMember(boss.ctx, { email, role: 'support' })
  return { tenant, token: await tokenMailedTo(email) }
}
const newEmail = () => `new-${Math.random().toString(36).slice(2)}@example.test`

test('who has no account chooses a password, is verified, in the team and signed in', async () => {
  const email = newEmail()
  const { tenant, token } = await invite(email)
  const answer = await acceptInvitationAsNewcomer(visit, { token, password })
  if (!answer.joined) throw new Error('The password is good enough.')
  const { session, slug } = answer
  expect(slug).toBe(tenant.slug)
  expect(session.user.email).toBe(email)
  expect(await rolesIn(tenant.id)).toContainEqual({ user_id: session.user.id, role: 'support' })
  await expect(signIn(visit, { email, password })).resolves.toBeDefined()
  await expect(acceptInvitationAsNewcomer(visit, { token, password })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('nobody’s password is set by an invitation', async () => {
  const { email, id } = await makePerson()
  const { tenant, token } = await invite(email)
  await expect(acceptInvitationAsNewcomer(visit, { token, password })).rejects.toMatchObject({
    code: 'state_conflict',
  })
  const [user] = await owner<{ password_hash: string }[]>`select password_hash from users where id = ${id}`
  expect(user?.password_hash).toContain('pbkdf2_sha256$1$')
  expect(await rolesIn(tenant.id)).toHaveLength(1)
})

test('three who follow the same link at once make one account', async () => {
  const email = newEmail()
  const { tenant, token } = await invite(email)
  const tries = await Promise.allSettled(
    Array.from({ length: 3 }, () => acceptInvitationAsNewcomer(visit, { token, password })),
  )
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await owner`select from users where email = ${email}`).toHaveLength(1)
  expect(await rolesIn(tenant.id)).toHaveLength(2)
})

test('a password that is guessed first makes no account, and spends nothing', async () => {
  const email = newEmail()
  const { tenant, token } = await invite(email)
  for (const guess of ['passwordpassword', `${email.split('@')[0]}`])
    expect(await acceptInvitationAsNewcomer(visit, { token, password: guess })).toMatchObject({
      joined: false,
    })
  expect(await owner`select from users where email = ${email}`).toHaveLength(0)
  await acceptInvitationAsNewcomer(visit, { token, password })
  expect(await rolesIn(tenant.id)).toHaveLength(2)
})
