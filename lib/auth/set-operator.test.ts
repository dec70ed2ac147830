import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { setOperator } from '@/lib/auth/set-operator'
import { newUuid, platformId, toTypeId } from '@/lib/core/ids'
import { matchesPassword } from '@/lib/core/password'

test('whoever is not there yet comes to be, with a password that is told once and kept as a hash', async () => {
  const email = `${newUuid()}@Example.test`
  const made = await setOperator({ email, isOperator: true })
  const [user] = await owner`select * from users where email = ${email.toLowerCase()}`
  expect(user).toMatchObject({ id: made.userId, is_operator: true })
  expect(await matchesPassword(made.password ?? '', user?.password_hash)).toBe(true)
  const again = await setOperator({ email, isOperator: true })
  expect(again).toMatchObject({ userId: made.userId, password: null })
})

test('making and unmaking are both in the house’s own chain', async () => {
  const email = `${newUuid()}@example.test`
  const { userId } = await setOperator({ email, isOperator: true })
  await setOperator({ email, isOperator: false })
  const [user] = await owner`select is_operator from users where id = ${userId}`
  expect(user?.is_operator).toBe(false)
  const entries = await owner`
    select action from audit_entries
    where tenant_id = ${platformId} and target_id = ${toTypeId('user', userId)} order by seq`
  expect(entries.map(({ action }) => action)).toEqual(['operator.made', 'operator.unmade'])
})

test('nobody is unmade who is not there, and nothing is an address that is none', async () => {
  await expect(setOperator({ email: 'nobody@example.test', isOperator: false })).rejects.toThrow('nobody')
  await expect(setOperator({ email: '"a@b.test"@c.test', isOperator: true })).rejects.toThrow()
})
