import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { answerSecondFactor } from '@/lib/auth/challenge-answer'
import { findSignInChallenge } from '@/lib/auth/challenge-find'
import { findSession } from '@/lib/auth/find-session'
import { codeOf, password, type SignedIn, signedIn, withApp } from '@/lib/auth/fixtures/signed-in'
import { signIn } from '@/lib/auth/sign-in'
import { sha256Hex } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

const over = { ok: false, reason: 'over', attempts_left: 0 }

async function challengeOf({ user, visit }: SignedIn): Promise<string> {
  const answer = await signIn(visit, { email: user.email, password })
  if (!('challenge' in answer)) throw new Error('There was no challenge.')
  return answer.challenge
}

const answer = ({ visit }: SignedIn, token: string | undefined, code: string) =>
  answerSecondFactor(visit, { token, answer: { method: 'totp', code } })

async function personWithApp() {
  const person = await signedIn()
  return { person, ...(await withApp(person)) }
}

describe('the second step of signing in', () => {
  test('is asked of whoever has a second factor, and of nobody else', async () => {
    const person = await signedIn()
    expect(await signIn(person.visit, { email: person.user.email, password })).toHaveProperty('refreshToken')
    await withApp(person)
    const challenged = await signIn(person.visit, { email: person.user.email, password })
    expect(Object.keys(challenged)).toEqual(['challenge'])
    const wrong = signIn(person.visit, { email: person.user.email, password: 'another' })
    await expect(wrong).rejects.toMatchObject({ code: 'sign_in_refused' })
  })

  test('starts a new session that has proven a second factor, once', async () => {
    const { person, secret } = await personWithApp()
    const token = await challengeOf(person)
    expect(await findSignInChallenge(token)).toEqual({ methods: ['totp', 'recovery'], passkey: null })
    const opened = await answer(person, token, codeOf(secret))
    if (!opened.ok) throw new Error('It was refused.')
    expect(opened.session.id).not.toBe(person.sessionId)
    expect((await findSession(opened.session.id))?.secondFactorAt).not.toBeNull()
    expect(await answer(person, token, codeOf(secret, 1))).toEqual(over)
    expect(await findSignInChallenge(token)).toBeNull()
  })

  test('starts one session, however many right answers come at once', async () => {
    const { person, secret } = await personWithApp()
    const token = await challengeOf(person)
    const codes = [-1, 0, 1, -1, 0, 1].map((steps) => codeOf(secret, steps))
    const results = await Promise.all(codes.map((code) => answer(person, token, code)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('one code opens one session, also with two challenges at once', async () => {
    const { person, secret } = await personWithApp()
    const tokens = [await challengeOf(person), await challengeOf(person), await challengeOf(person)]
    const results = await Promise.all(tokens.map((token) => answer(person, token, codeOf(secret))))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('takes five answers: after five wrong ones the right one is refused', async () => {
    const { person, secret } = await personWithApp()
    const token = await challengeOf(person)
    const left = []
    for (let tries = 0; tries < 5; tries++) {
      const result = await answer(person, token, '000000')
      left.push(result.ok ? 'opened' : result.attempts_left)
    }
    expect(left).toEqual([4, 3, 2, 1, 0])
    expect(await answer(person, token, codeOf(secret))).toEqual(over)
    expect(await answer(person, await challengeOf(person), codeOf(secret))).toMatchObject({ ok: true })
  })

  test('counts wrong answers that come at once', async () => {
    const { person, secret } = await personWithApp()
    const token = await challengeOf(person)
    const results = await Promise.all(Array.from({ length: 20 }, () => answer(person, token, '000000')))
    const refusals = results.map((result) => (result.ok ? 'opened' : result.attempts_left))
    expect(refusals.sort()).toEqual([...Array(16).fill(0), 1, 2, 3, 4])
    expect(await answer(person, token, codeOf(secret))).toEqual(over)
  })

  test('is over after ten minutes, and for whoever holds no challenge or an invented one', async () => {
    const { person, secret } = await personWithApp()
    const token = await challengeOf(person)
    await owner`update challenges set expires_at = clock_timestamp() where user_id = ${person.user.id}`
    for (const held of [token, undefined, '', 'x'.repeat(43)]) {
      expect(await answer(person, held, codeOf(secret))).toEqual(over)
      expect(await findSignInChallenge(held)).toBeNull()
    }
    expect(policy.secondFactor.challengeSeconds).toBe(600)
  })

  test('another person’s challenge is not answered by one’s own factor', async () => {
    const [mine, theirs] = await Promise.all([personWithApp(), personWithApp()])
    const token = await challengeOf(theirs.person)
    const result = await answer(mine.person, token, codeOf(mine.secret))
    expect(result).toEqual({ ok: false, reason: 'wrong', attempts_left: 4 })
  })

  test('is over when the password it followed on has been changed', async () => {
    const { person, secret } = await personWithApp()
    const token = await challengeOf(person)
    await owner`update users set password_changed_at = clock_timestamp() where id = ${person.user.id}`
    expect(await answer(person, token, codeOf(secret))).toEqual(over)
  })

  test('after ten wrong codes none is looked at for a while, but a passkey or a recovery code is', async () => {
    const { person, secret, codes } = await personWithApp()
    const tokens = [await challengeOf(person), await challengeOf(person), await challengeOf(person)]
    const last = tokens.pop()
    for (const token of tokens) for (let tries = 0; tries < 5; tries++) await answer(person, token, '000000')
    const refused = await answer(person, last, codeOf(secret)).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: 'too_many_attempts', status: 429 })
    expect(refused).toHaveProperty('options.retryAfterSeconds', expect.any(Number))
    const code = (codes[0] ?? '').replaceAll('-', '')
    const recovery = { token: last, answer: { method: 'recovery', code } } as const
    expect(await answerSecondFactor(person.visit, recovery)).toMatchObject({ ok: true })
    await owner`update sign_in_attempts set created_at = created_at - interval '16 minutes'
      where user_id = ${person.user.id}`
    expect(await answer(person, await challengeOf(person), codeOf(secret))).toMatchObject({ ok: true })
  })

  test('wrong codes of others do not keep anybody out of a browser that they have signed in from', async () => {
    const { person, secret } = await personWithApp()
    const deviceToken = newUuid()
    await owner`insert into devices (id, user_id, token_hash, last_seen_at)
      values (${newUuid()}, ${person.user.id}, ${sha256Hex(deviceToken)}, now())`
    const tokens = [await challengeOf(person), await challengeOf(person), await challengeOf(person)]
    const last = tokens.pop()
    for (const token of tokens) for (let tries = 0; tries < 5; tries++) await answer(person, token, '000000')
    await expect(answer(person, last, codeOf(secret))).rejects.toMatchObject({ code: 'too_many_attempts' })
    const right = { method: 'totp', code: codeOf(secret) } as const
    const visit = { ...person.visit, device: deviceToken }
    const known = answerSecondFactor(visit, { token: last, answer: right })
    expect(await known).toMatchObject({ ok: true })
  })

  test('what becomes of each try is written down', async () => {
    const { person, secret } = await personWithApp()
    const token = await challengeOf(person)
    await answer(person, token, '000000')
    await answer(person, token, codeOf(secret))
    const rows = await owner<{ outcome: string }[]>`
      select outcome from sign_in_attempts where user_id = ${person.user.id} order by created_at`
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      'second_factor_wanted',
      'second_factor_wrong',
      'signed_in',
    ])
  })
})
