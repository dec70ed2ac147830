import { expect, test } from 'vitest'
import { makeMembership, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { askReset } from '@/lib/auth/ask-reset'
import { changePassword } from '@/lib/auth/change-password'
import { completeReset } from '@/lib/auth/complete-reset'
import { findSession } from '@/lib/auth/find-session'
import { caller, newEmail } from '@/lib/auth/fixtures/caller'
import { mailsTo, newestMail } from '@/lib/auth/fixtures/mail'
import { opened } from '@/lib/auth/fixtures/opened'
import { signedUp } from '@/lib/auth/fixtures/sign-up'
import { signIn } from '@/lib/auth/sign-in'
import { sha256Hex } from '@/lib/core/crypto'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

const chosen = 'heron under dry stone'

async function ask(email: string, visit = caller()): Promise<void> {
  await askReset(visit, { email })
  await visit.answered()
}

async function tokenTo(email: string): Promise<string> {
  const { link } = await newestMail(email, 'password_reset')
  return new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? ''
}

async function personWithLink() {
  const person = await signedUp()
  await ask(person.email)
  return { ...person, token: await tokenTo(person.email) }
}

const complete = (token: string, password = chosen) => completeReset(caller(), { token, password })
const invalid = { changed: false, reason: 'link_invalid', advice: null }

test('the mailed link sets a new password, once, and ends every session without beginning one', async () => {
  const { email, password, token } = await personWithLink()
  const sessions = [await opened({ email, password }), await opened({ email, password })]
  expect(await complete(token)).toEqual({ changed: true })
  for (const { id } of sessions) expect(await findSession(id)).toBe(null)
  const live = await owner`select 1 from sessions s join users u on u.id = s.user_id
    where u.email = ${email} and s.ended_at is null`
  expect(live).toHaveLength(0)
  await expect(signIn(caller(), { email, password })).rejects.toMatchObject({ code: 'sign_in_refused' })
  expect(await signIn(caller(), { email, password: chosen })).toBeTruthy()
  expect(await complete(token, 'another one for good')).toEqual(invalid)
  expect(await newestMail(email, 'password_changed')).toMatchObject({ browser: expect.any(String) })
})

test('the token has 256 bits and is kept as its hash alone', async () => {
  const { email, token } = await personWithLink()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  const rows = await owner`select to_jsonb(r)::text as row from password_resets r`
  expect(JSON.stringify(rows)).not.toContain(token)
  expect(JSON.stringify(rows)).toContain(sha256Hex(token))
  expect(JSON.stringify(rows)).not.toContain(email)
})

test('a link is used once, however many use it at the same moment', async () => {
  const { token } = await personWithLink()
  const all = await Promise.all(Array.from({ length: 8 }, (_, at) => complete(token, `${chosen} ${at}`)))
  expect(all.filter(({ changed }) => changed)).toHaveLength(1)
})

test('a link is worth nothing after 30 minutes, nor once another one was used or the password was changed', async () => {
  const late = await personWithLink()
  await owner`update password_resets set expires_at = clock_timestamp() where token_hash = ${sha256Hex(late.token)}`
  expect(await complete(late.token)).toEqual(invalid)
  await ask(late.email)
  const first = await tokenTo(late.email)
  await ask(late.email)
  expect(await complete(await tokenTo(late.email))).toEqual({ changed: true })
  expect(await complete(first)).toEqual(invalid)

  const other = await personWithLink()
  const { id, user } = await opened(other)
  const session = { id, user: { ...user, isOperator: false } }
  await changePassword(caller(), { session, currentPassword: other.password, newPassword: chosen })
  expect(await complete(other.token)).toEqual(invalid)
})

test('a link that never was is refused like one that was used', async () => {
  for (const token of ['x', 'A'.repeat(43), '%00', "' or 1=1 --"])
    expect(await complete(token)).toEqual(invalid)
})

test('a password that is guessed first does not use up the link', async () => {
  const { token } = await personWithLink()
  expect(await complete(token, 'password1234')).toMatchObject({ changed: false, reason: 'too_guessable' })
  expect(await complete(token)).toEqual({ changed: true })
})

test('an address that nobody has gets the same answer and the same limit, and no mail', async () => {
  const nobody = newEmail()
  const { email } = await signedUp()
  expect(await askReset(caller(), { email: nobody })).toEqual(await askReset(caller(), { email }))
  for (const address of [nobody, email]) {
    for (let count = 1; count < policy.passwordReset.perEmail; count++) await ask(address)
    await expect(ask(address)).rejects.toMatchObject({ code: 'too_many_attempts' })
  }
  expect(await mailsTo(nobody)).toEqual([])
})

test('thirty asked for at once: five are mailed', async () => {
  const { email } = await signedUp()
  const asked = await Promise.allSettled(Array.from({ length: 30 }, () => ask(email)))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  const mails = (await mailsTo(email)).filter(({ template }) => template === 'password_reset')
  expect(mails).toHaveLength(5)
})

test('a network may ask twenty times an hour', async () => {
  const visit = caller()
  for (let count = 0; count < policy.passwordReset.perAddress; count++) await ask(newEmail(), visit)
  await expect(ask(newEmail(), visit)).rejects.toMatchObject({ code: 'too_many_attempts' })
})

test('it is in the audit log of every workspace of the person, without the password', async () => {
  const { email, userId, token } = await personWithLink()
  const tenants = [await makeTenant(), await makeTenant()]
  for (const { id } of tenants) await makeMembership({ tenantId: id, userId })
  await complete(token)
  for (const { id } of tenants) {
    const entries = await owner`select action, actor_id, to_jsonb(e)::text as row from audit_entries e
      where tenant_id = ${id}`
    expect(entries).toMatchObject([{ action: 'password.reset', actor_id: toTypeId('user', userId) }])
    expect(JSON.stringify(entries)).not.toContain(chosen)
    expect(JSON.stringify(entries)).not.toContain(email)
  }
})

test('changing it takes the current one, ends every other session, and mails its owner', async () => {
  const { email, password } = await signedUp()
  const [here, elsewhere] = [await opened({ email, password }), await opened({ email, password })]
  const session = { id: here.id, user: { ...here.user, isOperator: false } }
  const change = (currentPassword: string, newPassword = chosen) =>
    changePassword(caller(), { session, currentPassword, newPassword })
  expect(await change('wrong')).toMatchObject({ changed: false, reason: 'wrong_password' })
  expect(await change(password, 'password1234')).toMatchObject({ changed: false, reason: 'too_guessable' })
  expect(await findSession(elsewhere.id)).not.toBe(null)
  expect(await change(password)).toEqual({ changed: true, sessions_ended: 1 })
  expect(await findSession(elsewhere.id)).toBe(null)
  expect(await findSession(here.id)).not.toBe(null)
  expect(await signIn(caller(), { email, password: chosen })).toBeTruthy()
  expect((await mailsTo(email)).map(({ template }) => template)).toContain('password_changed')
})

test('wrong current passwords count like those of signing in', async () => {
  const { email, password } = await signedUp()
  const { id, user } = await opened({ email, password })
  const session = { id, user: { ...user, isOperator: false } }
  await Promise.all(
    Array.from({ length: 10 }, () =>
      changePassword(caller(), { session, currentPassword: 'wrong', newPassword: chosen }),
    ),
  )
  const next = changePassword(caller(), { session, currentPassword: password, newPassword: chosen })
  await expect(next).rejects.toMatchObject({ code: 'too_many_attempts' })
})
