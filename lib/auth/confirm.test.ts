import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { confirmIdentity } from '@/lib/auth/confirm-identity'
import { findConfirmOptions } from '@/lib/auth/confirm-options'
import { makeAuthenticator } from '@/lib/auth/fixtures/authenticator'
import { codeOf, grownStale, password, type SignedIn, signedIn, withApp } from '@/lib/auth/fixtures/signed-in'
import { addPasskey } from '@/lib/auth/passkey-add'
import { beginPasskey } from '@/lib/auth/passkey-begin'
import { isFresh } from '@/lib/core/step-up'

const wrong = { ok: false, reason: 'wrong' }
const tooMany = { code: 'too_many_attempts' }
const isFreshNow = async ({ session }: SignedIn) => isFresh((await session()).authenticatedAt, new Date())

describe('confirming that it is you', () => {
  test('with the password makes the session fresh, where there is no second factor', async () => {
    const person = await signedIn()
    const session = await grownStale(person)
    expect((await findConfirmOptions(session)).methods).toEqual(['password'])
    const confirm = (typed: string) =>
      confirmIdentity(session, person.visit, { method: 'password', password: typed })
    expect(await confirm('another')).toEqual(wrong)
    expect(await isFreshNow(person)).toBe(false)
    expect(await confirm(password)).toEqual({ ok: true })
    expect(await isFreshNow(person)).toBe(true)
    expect((await person.session()).secondFactorAt).toBeNull()
  })

  test('with the password alone is not enough where there is a second factor', async () => {
    const person = await signedIn()
    await withApp(person)
    const session = await grownStale(person)
    expect((await findConfirmOptions(session)).methods).toEqual(['totp', 'recovery'])
    const reply = await confirmIdentity(session, person.visit, { method: 'password', password })
    expect(reply).toEqual({ ok: false, reason: 'other_method' })
    expect(await isFreshNow(person)).toBe(false)
  })

  test('with a factor where there is none opens nothing', async () => {
    const person = await signedIn()
    const session = await grownStale(person)
    const reply = await confirmIdentity(session, person.visit, { method: 'totp', code: '000000' })
    expect(reply).toEqual({ ok: false, reason: 'other_method' })
  })

  test('takes a code of the app once', async () => {
    const person = await signedIn()
    const { secret } = await withApp(person)
    await owner`update sessions set second_factor_at = null where id = ${person.sessionId}`
    const session = await grownStale(person)
    const code = codeOf(secret)
    const confirm = () => confirmIdentity(session, person.visit, { method: 'totp', code })
    expect(await confirm()).toEqual({ ok: true })
    expect(await isFreshNow(person)).toBe(true)
    expect((await person.session()).secondFactorAt).not.toBeNull()
    expect(await confirm()).toEqual({ ok: false, reason: 'spent' })
  })

  test('takes a recovery code once, and its person is told by mail', async () => {
    const person = await signedIn()
    const { codes } = await withApp(person)
    const session = await grownStale(person)
    const code = (codes[3] ?? '').replaceAll('-', '')
    const confirm = () => confirmIdentity(session, person.visit, { method: 'recovery', code })
    const mailsTo = () => owner`select id from mails where recipient = ${person.user.email}`
    const before = (await mailsTo()).length
    expect(await confirm()).toEqual({ ok: true })
    expect(await confirm()).toEqual({ ok: false, reason: 'spent' })
    expect((await mailsTo()).length).toBe(before + 1)
  })

  test('takes what a passkey signed for this person’s own challenge, once', async () => {
    const [person, other] = await Promise.all([signedIn(), signedIn()])
    const authenticator = makeAuthenticator()
    for (const { session, visit } of [person, other]) {
      const { challenge } = await beginPasskey(await session())
      const key = visit === person.visit ? authenticator : makeAuthenticator()
      await addPasskey(await session(), visit, { response: key.register(challenge) })
    }
    const session = await grownStale(person)
    const ask = async (whose = person) => (await findConfirmOptions(await whose.session())).passkey?.challenge
    const confirm = (challenge = '', lies = {}) => {
      const response = authenticator.sign(challenge, 0, lies)
      return confirmIdentity(session, person.visit, { method: 'passkey', response })
    }
    expect(await confirm(await ask(other))).toEqual(wrong)
    expect(await confirm('x'.repeat(43))).toEqual(wrong)
    const spoilt = await ask()
    expect(await confirm(spoilt, { origin: 'https://elsewhere.example' })).toEqual(wrong)
    expect(await confirm(spoilt)).toEqual(wrong)
    const challenge = await ask()
    const replies = await Promise.all([1, 2, 3].map(() => confirm(challenge)))
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await isFreshNow(person)).toBe(true)
  })

  test('ten wrong passwords end it for a while, also ten at once and more', async () => {
    const person = await signedIn()
    const session = await grownStale(person)
    const confirm = (typed: string) =>
      confirmIdentity(session, person.visit, { method: 'password', password: typed })
    const results = await Promise.allSettled(Array.from({ length: 14 }, () => confirm('another')))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    await expect(confirm(password)).rejects.toMatchObject(tooMany)
    expect(await isFreshNow(person)).toBe(false)
  })

  test('wrong codes count together with those of signing in', async () => {
    const person = await signedIn()
    const { secret } = await withApp(person)
    const session = await grownStale(person)
    const confirm = (code: string) => confirmIdentity(session, person.visit, { method: 'totp', code })
    const results = await Promise.allSettled(Array.from({ length: 14 }, () => confirm('000000')))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10)
    await expect(confirm(codeOf(secret))).rejects.toMatchObject(tooMany)
  })

  test('does not revive a session that has ended', async () => {
    const person = await signedIn()
    const session = await grownStale(person)
    await owner`update sessions set ended_at = clock_timestamp() where id = ${person.sessionId}`
    await confirmIdentity(session, person.visit, { method: 'password', password })
    await expect(person.session()).rejects.toThrow('gone')
  })
})
