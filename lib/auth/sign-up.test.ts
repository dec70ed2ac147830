import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { findSignUp } from '@/lib/auth/find-sign-up'
import { caller, goodPassword, newEmail } from '@/lib/auth/fixtures/caller'
import { mailsTo, newestMail } from '@/lib/auth/fixtures/mail'
import { codeTo, signedUp, signUp, wrongCode } from '@/lib/auth/fixtures/sign-up'
import { resendCode } from '@/lib/auth/resend-code'
import { signIn } from '@/lib/auth/sign-in'
import { startSignUp } from '@/lib/auth/start-sign-up'
import { verifySignUp } from '@/lib/auth/verify-sign-up'
import { policy } from '@/lib/core/policy'

const usersOf = (email: string) => owner`select * from users where email = ${email}`
const verify = (signUpId: string, code: string) => verifySignUp(caller(), { signUpId, code })

test('the code that was mailed makes the user, who may sign in then and not before', async () => {
  const { email, password, signUpId, code } = await signUp()
  const claim = { email, password }
  await expect(signIn(caller(), claim)).rejects.toMatchObject({ code: 'sign_in_refused' })
  expect(await usersOf(email)).toHaveLength(0)
  expect(await verify(signUpId, await code())).toMatchObject({ ok: true, isNew: true, user: { email } })
  expect(await usersOf(email)).toMatchObject([{ email, email_verified_at: expect.any(Date) }])
  expect(await signIn(caller(), claim)).toMatchObject({ user: { email } })
})

test('neither the code nor the password is anywhere in the tables', async () => {
  const { email, password, signUpId, code } = await signUp()
  const rows = await owner`select to_jsonb(s) as s, to_jsonb(c) as c, to_jsonb(m) as m from sign_ups s
    join email_codes c on c.sign_up_id = s.id join mails m on m.recipient = s.email where s.email = ${email}`
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(await code())
  expect(JSON.stringify(rows)).not.toContain(password)
  await verify(signUpId, await code())
  expect(await owner`select password_hash from sign_ups where id = ${signUpId}`).toEqual([
    { password_hash: '!' },
  ])
  expect(await owner`select nonce, code_hash from email_codes where sign_up_id = ${signUpId}`).toEqual([
    { nonce: null, code_hash: null },
  ])
})

test('three wrong codes end it, and the right one is refused after that', async () => {
  const { email, signUpId, code } = await signUp()
  const right = await code()
  for (const attemptsRemaining of [2, 1])
    expect(await verify(signUpId, wrongCode(right))).toEqual({
      ok: false,
      reason: 'incorrect_code',
      attemptsRemaining,
    })
  const ended = { ok: false, reason: 'attempts_exceeded', attemptsRemaining: 0 }
  expect(await verify(signUpId, wrongCode(right))).toEqual(ended)
  expect(await verify(signUpId, right)).toEqual(ended)
  expect(await usersOf(email)).toHaveLength(0)
})

test('of twenty wrong codes at once three are looked at, and of the right one among more none', async () => {
  const { email, signUpId, code } = await signUp()
  const right = await code()
  const tries = await Promise.all(
    Array.from({ length: 20 }, (_, offset) => verify(signUpId, wrongCode(right, offset + 1))),
  )
  const reasons = tries.map((tried) => (tried.ok ? 'ok' : `${tried.reason} ${tried.attemptsRemaining}`))
  expect(reasons.filter((reason) => reason.startsWith('incorrect_code')).sort()).toEqual([
    'incorrect_code 1',
    'incorrect_code 2',
  ])
  expect(reasons.filter((reason) => reason === 'attempts_exceeded 0')).toHaveLength(18)
  expect(await owner`select attempts, status from email_codes where sign_up_id = ${signUpId}`).toEqual([
    { attempts: 3, status: 'failed' },
  ])
  expect(await verify(signUpId, right)).toMatchObject({ ok: false })
  expect(await usersOf(email)).toHaveLength(0)
})

test('a right code twice at once makes one user, and is used up', async () => {
  const { email, signUpId, code } = await signUp()
  const right = await code()
  const both = await Promise.all([verify(signUpId, right), verify(signUpId, right)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await usersOf(email)).toHaveLength(1)
  expect(await verify(signUpId, right)).toMatchObject({ ok: false, reason: 'no_sign_up' })
})

test('a code is worth nothing after ten minutes', async () => {
  const { signUpId, code } = await signUp()
  await owner`update email_codes set expires_at = clock_timestamp() where sign_up_id = ${signUpId}`
  expect(await verify(signUpId, await code())).toMatchObject({ ok: false, reason: 'expired' })
  expect(await findSignUp(signUpId)).toMatchObject({ expires_in_seconds: 0 })
})

test('a code counts beside the sign-up that it was made for, and no other', async () => {
  const email = newEmail()
  const [first, second] = [
    await signUp({ email }),
    await signUp({ email, password: 'heron under dry stone' }),
  ]
  const ofSecond = await codeTo(email)
  expect(await verify(first.signUpId, ofSecond)).toMatchObject({ ok: false, reason: 'incorrect_code' })
  expect(await verify('00000000-0000-4000-8000-000000000000', ofSecond)).toMatchObject({
    reason: 'no_sign_up',
  })
  expect(await verify(second.signUpId, ofSecond)).toMatchObject({ ok: true })
})

test('of two sign-ups the first to prove the address has it; the code of the other is refused', async () => {
  const email = newEmail()
  const one = await signUp({ email })
  const codeOfOne = await codeTo(email)
  const other = await signUp({ email, password: 'heron under dry stone' })
  const codeOfOther = await codeTo(email)
  expect(await verify(other.signUpId, codeOfOther)).toMatchObject({ ok: true })
  expect(await verify(one.signUpId, codeOfOne)).toMatchObject({ ok: false, reason: 'superseded' })
  expect(await signIn(caller(), { email, password: 'heron under dry stone' })).toBeTruthy()
})

test('thirty sign-ups of one address at once: five are mailed, and however they are proven there is one user', async () => {
  const email = newEmail()
  const begun = await Promise.allSettled(
    Array.from({ length: 30 }, () => startSignUp(caller(), { email, password: goodPassword })),
  )
  const signUpIds = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value.signUpId ?? ''] : []))
  const refused = begun.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(signUpIds).toHaveLength(policy.signUp.code.perEmail)
  for (const error of refused) {
    expect(error).toMatchObject({ code: 'too_many_attempts' })
    expect(error.options.retryAfterSeconds).toBeGreaterThan(3_500)
  }
  const codes = (await mailsTo(email)).map(({ fields }) => (fields as { code: string }).code)
  const proven = await Promise.all(signUpIds.flatMap((id) => codes.map((code) => verify(id, code))))
  expect(proven.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await usersOf(email)).toHaveLength(1)
})

test('a network has twenty codes an hour, whomever they are for', async () => {
  const visit = caller()
  for (let count = 0; count < policy.signUp.code.perAddress; count++)
    await owner`with s as (insert into sign_ups (id, email, password_hash, address)
        values (gen_random_uuid(), ${newEmail()}, '!', '') returning id, email)
      insert into email_codes (id, sign_up_id, email, address, key_id, expires_at, created_at)
      select gen_random_uuid(), id, email, ${`${visit.address.split(':').slice(0, 4).join(':')}::`}, 'k', now(),
        clock_timestamp() - interval '30 minutes' from s`
  const refusal = startSignUp(visit, { email: newEmail(), password: goodPassword })
  await expect(refusal).rejects.toMatchObject({ code: 'too_many_attempts' })
  expect(await startSignUp(caller(), { email: newEmail(), password: goodPassword })).toBeTruthy()
})

test('a new code takes the place of the one before', async () => {
  const { email, signUpId, code } = await signUp()
  const before = await code()
  expect(await resendCode(caller(), { signUpId })).toMatchObject({ sent: true, email })
  const after = await code()
  expect(after).not.toBe(before)
  expect(await verify(signUpId, before)).toMatchObject({ ok: false, reason: 'incorrect_code' })
  expect(await verify(signUpId, after)).toMatchObject({ ok: true })
  expect(await resendCode(caller(), { signUpId })).toEqual({ sent: false, reason: 'no_sign_up' })
})

test('after three wrong codes a new one may be asked for, five in an hour', async () => {
  const { signUpId, code } = await signUp()
  for (let count = 0; count < 3; count++) await verify(signUpId, wrongCode(await code()))
  for (let count = 0; count < 4; count++)
    expect(await resendCode(caller(), { signUpId })).toMatchObject({ sent: true })
  await expect(resendCode(caller(), { signUpId })).rejects.toMatchObject({ code: 'too_many_attempts' })
  await owner`update email_codes set created_at = created_at - interval '1 hour' where sign_up_id = ${signUpId}`
  expect(await resendCode(caller(), { signUpId })).toMatchObject({ sent: true })
  expect(await verify(signUpId, await code())).toMatchObject({ ok: true })
})

test('an address with an account gets the same answers; its owner gets a mail, and no code opens anything', async () => {
  const { email, password } = await signedUp()
  const { reply, signUpId } = await startSignUp(caller(), { email, password: goodPassword })
  const other = await startSignUp(caller(), { email: newEmail(), password: goodPassword })
  expect({ ...reply, email: '' }).toEqual({ ...other.reply, email: '' })
  expect((await mailsTo(email)).map(({ template }) => template)).toEqual(['verification', 'account_exists'])
  expect((await newestMail(email, 'account_exists')).resetLink).toMatch(/\/reset-password$/)
  const tries = [await verify(signUpId ?? '', '000000'), await verify(other.signUpId ?? '', '000000')]
  expect(tries[0]).toEqual(tries[1])
  expect(await resendCode(caller(), { signUpId: signUpId ?? '' })).toMatchObject({ sent: true, email })
  expect(await findSignUp(signUpId ?? '')).toMatchObject({ email, expires_in_seconds: expect.any(Number) })
  for (let count = 0; count < 3; count++) await startSignUp(caller(), { email: newEmail(), password })
  expect(await signIn(caller(), { email, password })).toMatchObject({ user: { email } })
})

test('a password that is guessed first is refused with advice, and nothing is mailed', async () => {
  const email = newEmail()
  const { reply, signUpId } = await startSignUp(caller(), { email, password: 'password1234' })
  expect(reply).toMatchObject({
    accepted: false,
    reason: 'too_guessable',
    advice: expect.stringMatching(/common/),
  })
  expect(signUpId).toBe(null)
  expect(await mailsTo(email)).toEqual([])
})

test('a sign-up of yesterday is over', async () => {
  const { signUpId, code } = await signUp()
  await owner`update sign_ups set created_at = created_at - interval '24 hours' where id = ${signUpId}`
  expect(await verify(signUpId, await code())).toMatchObject({ ok: false, reason: 'no_sign_up' })
  expect(await findSignUp(signUpId)).toBe(null)
})
