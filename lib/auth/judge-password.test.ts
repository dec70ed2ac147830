import { expect, test } from 'vitest'
import { newAddress } from '@/lib/auth/fixtures/caller'
import { judgePassword } from '@/lib/auth/judge-password'
import { policy } from '@/lib/core/policy'

const judge = (password: string, email = 'ana.silva@kestrel.example') =>
  judgePassword({ address: newAddress() }, { password, email })

test.each([
  'password1234',
  'Password1234!',
  'aaaaaaaaaaaa',
  'abcdefghijkl',
  '123456789012',
  'qwertyuiop[]',
  'letmeinletmein',
  'P@ssw0rdP@ssw0rd',
  'ana.silva@kestrel.example',
  'hawk send 2026',
  'hawksendhawksend',
  'x'.repeat(512),
  'password'.repeat(64),
])('%j is guessed first, and the answer says what would be better', async (password) => {
  expect(await judge(password)).toEqual({ acceptable: false, advice: expect.stringMatching(/\.$/) })
})

test.each([
  'kestrel over wide water',
  'correct horse battery staple',
  'Tr0ub4dor&3xyz',
  'pässwörd🔑 und mehr',
  '密码很长而且没有人能猜到它',
  'q8Zk3v!xP0dR7w',
  '384920175638291',
])('%j will do', async (password) => {
  expect(await judge(password)).toEqual({ acceptable: true, advice: null })
})

test('the same password may do for one person and not for another', async () => {
  expect(await judge('zoltan.kemenczy1', 'ana@example.com')).toMatchObject({ acceptable: true })
  expect(await judge('zoltan.kemenczy1', 'zoltan.kemenczy@example.com')).toMatchObject({ acceptable: false })
})

test('the longest password takes no noticeable time to judge', async () => {
  await judge('warm up')
  const begun = performance.now()
  await judge('p4ssw0rd$'.repeat(56))
  expect(performance.now() - begun).toBeLessThan(1_000)
})

test('a network has sixty passwords judged in a minute', async () => {
  const address = newAddress()
  const one = () => judgePassword({ address }, { password: 'x', email: '' })
  for (let count = 0; count < policy.passwords.judgedPerAddress; count++) await one()
  await expect(one()).rejects.toMatchObject({ code: 'too_many_attempts' })
})
