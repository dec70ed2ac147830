import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeMembership, makeTenant, makeUser } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { caller, newEmail } from '@/lib/auth/fixtures/caller'
import { signIn } from '@/lib/auth/sign-in'
import { sha256Hex } from '@/lib/core/crypto'
import { currentIterations, hashPassword } from '@/lib/core/password'
import { policy } from '@/lib/core/policy'
import { pseudonym } from '@/lib/core/pseudonym'

const password = 'kestrel over wide water'
const deviceToken = 'd'.repeat(43)
const refused = { code: 'sign_in_refused', status: 401 }
const throttled = { code: 'too_many_attempts', status: 429 }

async function person() {
  const email = newEmail()
  const user = await makeUser({ email, password, iterations: 1_000 })
  return { id: user.id, email, password }
}

/** As if so many wrong passwords had been tried some time ago. */
async function failBefore(
  email: string,
  times: number,
  { deviceId = '', network = '2001:db8::', ago = '1 minute' } = {},
) {
  await owner`insert into sign_in_attempts (id, email_hash, address, outcome, device_id, created_at)
    select gen_random_uuid(), ${pseudonym('email', email)}, ${network}, 'wrong_password', ${deviceId || null},
      clock_timestamp() - ${ago}::interval from generate_series(1, ${times})`
}

const outcomesOf = async (email: string) => {
  const rows = await owner<{ outcome: string }[]>`
    select outcome from sign_in_attempts where email_hash = ${pseudonym('email', email)} order by created_at, id`
  return rows.map(({ outcome }) => outcome)
}

test('every try is written down with how it ended, and without the address of mail', async () => {
  const { email } = await person()
  await expect(signIn(caller(), { email, password: 'wrong' })).rejects.toMatchObject(refused)
  await signIn(caller(), { email, password })
  expect(await outcomesOf(email)).toEqual(['wrong_password', 'signed_in'])
  const nobody = newEmail()
  await expect(signIn(caller(), { email: nobody, password })).rejects.toMatchObject(refused)
  expect(await outcomesOf(nobody)).toEqual(['unknown_address'])
  const rows = await owner`select to_jsonb(a)::text as row from sign_in_attempts a`
  expect(JSON.stringify(rows)).not.toContain(email)
})

test('after ten wrong passwords an account is left alone for a while, the right one included, before any hash', async () => {
  const { email } = await person()
  await failBefore(email, policy.signIn.failuresPerAccount)
  const begun = performance.now()
  const refusal = await signIn(caller(), { email, password }).catch((error: unknown) => error)
  expect(refusal).toMatchObject({ ...throttled, options: { retryAfterSeconds: expect.any(Number) } })
  expect(performance.now() - begun).toBeLessThan(2_000)
  await owner`update sign_in_attempts set created_at = created_at - interval '15 minutes'
    where email_hash = ${pseudonym('email', email)}`
  expect(await signIn(caller(), { email, password })).toBeTruthy()
})

test('an address that nobody has is throttled all the same', async () => {
  const email = newEmail()
  await failBefore(email, policy.signIn.failuresPerAccount)
  await expect(signIn(caller(), { email, password })).rejects.toMatchObject(throttled)
})

test('of thirty wrong passwords at once no more are looked at than of thirty in a row', async () => {
  const { email } = await person()
  await failBefore(email, 5)
  const tries = await Promise.allSettled(
    Array.from({ length: 30 }, () => signIn(caller(), { email, password: 'wrong' })),
  )
  const codes = tries.map((one) => (one.status === 'rejected' ? one.reason.code : 'ok'))
  expect(codes.filter((code) => code === 'sign_in_refused')).toHaveLength(5)
  expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(25)
})

test('a network that has failed a hundred times is left alone, whatever accounts it tries', async () => {
  const visit = caller()
  const network = `${visit.address.split(':').slice(0, 4).join(':')}::`
  await failBefore(newEmail(), policy.signIn.failuresPerAddress, { network })
  const { email } = await person()
  await expect(signIn(visit, { email, password })).rejects.toMatchObject(throttled)
  expect(await signIn(caller(), { email, password })).toBeTruthy()
})

test('where nobody says who is calling, callers do not share one limit', async () => {
  await failBefore(newEmail(), policy.signIn.failuresPerAddress, { network: '' })
  const { email } = await person()
  expect(await signIn(caller({ address: '' }), { email, password })).toBeTruthy()
})

test('a browser that the owner has signed in from before is not locked out by what others try', async () => {
  const { id, email } = await person()
  const deviceId = randomUUID()
  await owner`insert into devices (id, user_id, token_hash, last_seen_at)
    values (${deviceId}, ${id}, ${sha256Hex(deviceToken)}, now())`
  const visit = caller()
  await failBefore(email, 10, { network: `${visit.address.split(':').slice(0, 4).join(':')}::` })
  await expect(signIn(visit, { email, password })).rejects.toMatchObject(throttled)
  const stranger = caller({ address: visit.address, device: 'another' })
  await expect(signIn(stranger, { email, password })).rejects.toMatchObject(throttled)
  const known = caller({ address: visit.address, device: deviceToken })
  expect(await signIn(known, { email, password })).toBeTruthy()
  await failBefore(email, 10, { deviceId, ago: '0' })
  await expect(signIn(known, { email, password })).rejects.toMatchObject(throttled)
})

test('a device counts for the account that it is known by, and for no other', async () => {
  const [one, other] = [await person(), await person()]
  await owner`insert into devices (id, user_id, token_hash, last_seen_at)
    values (gen_random_uuid(), ${one.id}, ${sha256Hex(deviceToken)}, now())`
  await failBefore(other.email, 10)
  const claim = { email: other.email, password }
  await expect(signIn(caller({ device: deviceToken }), claim)).rejects.toMatchObject(throttled)
})

test('signing in, or a new password, begins the count anew', async () => {
  const { id, email } = await person()
  await failBefore(email, 5)
  await signIn(caller(), { email, password })
  await failBefore(email, 5, { ago: '0' })
  expect(await signIn(caller(), { email, password })).toBeTruthy()
  const another = await person()
  await failBefore(another.email, 10)
  await owner`update users set password_changed_at = clock_timestamp() where id = ${another.id}`
  expect(await signIn(caller(), { email: another.email, password })).toBeTruthy()
  expect(id).not.toBe(another.id)
})

test('a hash with too little work or salt is made anew at sign-in, and none is made weaker', async () => {
  const strong = await hashPassword(password, { iterations: currentIterations() + 1 })
  for (const [stored, isRenewed] of [
    [await hashPassword(password, { iterations: 10 }), true],
    [await hashPassword(password, { salt: 'short' }), true],
    [await hashPassword(password), false],
    [strong, false],
  ] as const) {
    const { id, email } = await person()
    await owner`update users set password_hash = ${stored} where id = ${id}`
    const visit = caller()
    await signIn(visit, { email, password })
    await visit.answered()
    const [user] = await owner<{ hash: string }[]>`select password_hash as hash from users where id = ${id}`
    expect(user?.hash !== stored).toBe(isRenewed)
    expect(user?.hash).toMatch(/^pbkdf2_sha256\$\d{4,}\$[0-9A-Za-z]{22}\$/)
    expect(await signIn(caller(), { email, password })).toBeTruthy()
  }
})

test('wrong passwords, and a right one after many, are told to the workspaces of the person', async () => {
  const { id, email } = await person()
  const tenant = await makeTenant()
  await makeMembership({ tenantId: tenant.id, userId: id })
  const visit = caller()
  await expect(signIn(visit, { email, password: 'wrong' })).rejects.toMatchObject(refused)
  await visit.answered()
  await failBefore(email, 4)
  await signIn(visit, { email, password })
  await visit.answered()
  const signals =
    await owner`select kind, subject from signals where tenant_id = ${tenant.id} order by created_at`
  expect(signals).toEqual([
    { kind: 'sign_in_failed', subject: id },
    { kind: 'sign_in_after_failures', subject: id },
  ])
})
