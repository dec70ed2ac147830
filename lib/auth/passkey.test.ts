import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { answerSecondFactor } from '@/lib/auth/challenge-answer'
import { findSignInChallenge } from '@/lib/auth/challenge-find'
import { findSecondFactor } from '@/lib/auth/find-factors'
import { makeAuthenticator } from '@/lib/auth/fixtures/authenticator'
import { grownStale, password, type SignedIn, signedIn, withApp } from '@/lib/auth/fixtures/signed-in'
import { addPasskey } from '@/lib/auth/passkey-add'
import { beginPasskey } from '@/lib/auth/passkey-begin'
import { removePasskey } from '@/lib/auth/passkey-remove'
import { renamePasskey } from '@/lib/auth/passkey-rename'
import { signIn } from '@/lib/auth/sign-in'

type Authenticator = ReturnType<typeof makeAuthenticator>

async function add(person: SignedIn, authenticator = makeAuthenticator()) {
  const session = await person.session()
  const { challenge } = await beginPasskey(session)
  const added = await addPasskey(session, person.visit, { response: authenticator.register(challenge) })
  return { authenticator, ...added }
}

async function challengeOf({ user, visit }: SignedIn) {
  const answer = await signIn(visit, { email: user.email, password })
  const token = 'challenge' in answer ? answer.challenge : ''
  const question = await findSignInChallenge(token)
  return { token, challenge: question?.passkey?.challenge ?? '', question }
}

const prove = ({ visit }: SignedIn, token: string, response: ReturnType<Authenticator['sign']>) =>
  answerSecondFactor(visit, { token, answer: { method: 'passkey', response } })

const notFound = expect.objectContaining({ code: 'not_found' })

describe('a passkey', () => {
  test('is added with a name, comes with recovery codes, and opens the second step', async () => {
    const person = await signedIn()
    const { authenticator, passkey, recovery_codes } = await add(person)
    expect(passkey).toMatchObject({ name: 'Chrome 140 on Linux', last_used_at: null })
    expect(recovery_codes).toHaveLength(10)
    const { token, challenge, question } = await challengeOf(person)
    expect(question?.methods).toEqual(['passkey', 'recovery'])
    expect(question?.passkey).toMatchObject({ rpId: 'localhost', userVerification: 'preferred' })
    expect(await prove(person, token, authenticator.sign(challenge, 1))).toMatchObject({ ok: true })
    const [used] = (await findSecondFactor(person.user.id)).passkeys
    expect(used?.last_used_at).not.toBeNull()
  })

  test('is refused for another origin, another site, another ceremony and another challenge', async () => {
    const person = await signedIn()
    const { authenticator } = await add(person)
    const session = await person.session()
    for (const lies of [
      { origin: 'https://elsewhere.example' },
      { origin: 'http://localhost.elsewhere.example' },
      { rpId: 'elsewhere.example' },
      { type: 'webauthn.get' },
    ]) {
      const { challenge } = await beginPasskey(session)
      const response = makeAuthenticator().register(challenge, lies)
      const refused = addPasskey(session, person.visit, { response })
      await expect(refused, JSON.stringify(lies)).rejects.toMatchObject({ code: 'validation_failed' })
    }
    const wrong = { ok: false, reason: 'wrong' }
    for (const lies of [
      { origin: 'https://elsewhere.example' },
      { rpId: 'elsewhere.example' },
      { type: 'webauthn.create' },
    ]) {
      const { token, challenge } = await challengeOf(person)
      expect(await prove(person, token, authenticator.sign(challenge, 1, lies))).toMatchObject(wrong)
    }
    const [one, two] = [await challengeOf(person), await challengeOf(person)]
    expect(await prove(person, one.token, authenticator.sign(two.challenge, 1))).toMatchObject(wrong)
    expect(await prove(person, one.token, makeAuthenticator().sign(one.challenge, 1))).toMatchObject(wrong)
    expect((await findSecondFactor(person.user.id)).passkeys).toHaveLength(1)
  })

  test('is added once for a challenge, and not for another person’s or an old one', async () => {
    const [person, other] = await Promise.all([signedIn(), signedIn()])
    const session = await person.session()
    const refused = { code: 'validation_failed' }
    const used = await beginPasskey(session)
    await addPasskey(session, person.visit, { response: makeAuthenticator().register(used.challenge) })
    const again = { response: makeAuthenticator().register(used.challenge) }
    await expect(addPasskey(session, person.visit, again)).rejects.toMatchObject(refused)
    const theirs = await beginPasskey(await other.session())
    const stolen = { response: makeAuthenticator().register(theirs.challenge) }
    await expect(addPasskey(session, person.visit, stolen)).rejects.toMatchObject(refused)
    const old = await beginPasskey(session)
    await owner`update challenges set expires_at = clock_timestamp() where user_id = ${person.user.id}`
    const late = { response: makeAuthenticator().register(old.challenge) }
    await expect(addPasskey(session, person.visit, late)).rejects.toMatchObject(refused)
  })

  test('is not added with certificates, whose addresses we would have to fetch', async () => {
    const person = await signedIn()
    const session = await person.session()
    for (const [format, statement] of [
      ['apple', new Map([['x5c', [new Uint8Array([1])]]])],
      ['packed', new Map([['x5c', [new Uint8Array([1])]]])],
      ['tpm', new Map()],
    ] as const) {
      const { challenge } = await beginPasskey(session)
      const response = makeAuthenticator().register(challenge, { format, statement: new Map(statement) })
      const refused = addPasskey(session, person.visit, { response })
      await expect(refused, format).rejects.toMatchObject({ code: 'validation_failed' })
    }
  })

  test('whose counter did not move on is a copy, and refused', async () => {
    const person = await signedIn()
    const { authenticator } = await add(person)
    const outcomes = []
    for (const counter of [7, 7, 3, 0, 8]) {
      const { token, challenge } = await challengeOf(person)
      outcomes.push((await prove(person, token, authenticator.sign(challenge, counter))).ok)
    }
    expect(outcomes).toEqual([true, false, false, false, true])
  })

  test('that does not count is taken as often as it signs', async () => {
    const person = await signedIn()
    const { authenticator } = await add(person)
    for (let times = 0; times < 2; times++) {
      const { token, challenge } = await challengeOf(person)
      expect(await prove(person, token, authenticator.sign(challenge, 0))).toMatchObject({ ok: true })
    }
  })

  test('opens one session with a signature, however often it is brought', async () => {
    const person = await signedIn()
    const { authenticator } = await add(person)
    const { token, challenge } = await challengeOf(person)
    const signature = authenticator.sign(challenge, 0)
    const results = await Promise.all(Array.from({ length: 4 }, () => prove(person, token, signature)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('cannot be added twice, nor beside ten others', async () => {
    const person = await signedIn()
    const { authenticator } = await add(person)
    await expect(add(person, authenticator)).rejects.toMatchObject({ code: 'state_conflict' })
    for (let more = 0; more < 9; more++) await add(person)
    const names = (await findSecondFactor(person.user.id)).passkeys.map(({ name }) => name)
    expect(new Set(names).size).toBe(10)
    await expect(beginPasskey(await person.session())).rejects.toMatchObject({ code: 'state_conflict' })
  })

  test('is renamed and removed by its own person alone, who has just proven who they are', async () => {
    const [person, other] = await Promise.all([signedIn(), signedIn()])
    const { passkey } = await add(person)
    const session = await person.session()
    const theirs = await other.session()
    for (const id of [passkey.id, 'pky_01h2xcejqtf2nbrexx3vqjhp41', 'x']) {
      await expect(renamePasskey(theirs, { id, name: 'Mine' })).rejects.toEqual(notFound)
      await expect(removePasskey(theirs, other.visit, { id })).rejects.toEqual(notFound)
    }
    const renamed = await renamePasskey(session, { id: passkey.id, name: 'The red key' })
    expect(renamed.name).toBe('The red key')
    const stale = await grownStale(person)
    const stepUp = expect.objectContaining({ code: 'step_up_required' })
    await expect(beginPasskey(stale)).rejects.toEqual(stepUp)
    await expect(renamePasskey(stale, { id: passkey.id, name: 'x' })).rejects.toEqual(stepUp)
    expect(() => removePasskey(stale, person.visit, passkey)).toThrow(stepUp)
    await removePasskey(session, person.visit, passkey)
    expect(await findSecondFactor(person.user.id)).toMatchObject({ passkeys: [], recovery_codes_left: 0 })
    expect((await person.session()).secondFactorAt).toBeNull()
  })

  test('may go while an app stays, and so do the codes and the proofs', async () => {
    const person = await signedIn()
    await withApp(person)
    const { passkey, recovery_codes } = await add(person)
    expect(recovery_codes).toBeNull()
    await removePasskey(await person.session(), person.visit, passkey)
    expect((await findSecondFactor(person.user.id)).recovery_codes_left).toBe(10)
    expect((await person.session()).secondFactorAt).not.toBeNull()
  })
})
