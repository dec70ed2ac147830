import { afterEach, describe, expect, test, vi } from 'vitest'
import { makeMembership, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { asSystem } from '@/db/tenant'
import { findSecondFactor } from '@/lib/auth/find-factors'
import { codeOf, forgetSteps, grownStale, signedIn, withApp } from '@/lib/auth/fixtures/signed-in'
import { beginTotp } from '@/lib/auth/totp-begin'
import { takeTotpCode } from '@/lib/auth/totp-check'
import { confirmTotp } from '@/lib/auth/totp-confirm'
import { removeTotp } from '@/lib/auth/totp-remove'

const take = (userId: string, code: string) => asSystem((tx) => takeTotpCode(tx, userId, code))
const stepUp = expect.objectContaining({ code: 'step_up_required', status: 403 })

afterEach(() => {
  vi.useRealTimers()
})

describe('an authenticator app', () => {
  test('opens nothing before a code of it has confirmed it', async () => {
    const person = await signedIn()
    const { setup, secret } = await beginTotp(await person.session())
    expect(await take(person.user.id, codeOf(secret))).toBe('wrong')
    expect((await findSecondFactor(person.user.id)).totp).toBeNull()
    const session = await person.session()
    const wrong = await confirmTotp(session, person.visit, { setup, code: '000000' })
    expect(wrong).toEqual({ ok: false, reason: 'wrong', attempts_left: 4 })
    const right = await confirmTotp(session, person.visit, { setup, code: codeOf(secret) })
    expect(right).toMatchObject({ ok: true, recovery_codes: expect.any(Array) })
    expect((await findSecondFactor(person.user.id)).totp).not.toBeNull()
    expect((await person.session()).secondFactorAt).not.toBeNull()
  })

  test('takes a code once, also the one that set it up', async () => {
    const person = await signedIn()
    const { setup, secret } = await beginTotp(await person.session())
    const code = codeOf(secret)
    await confirmTotp(await person.session(), person.visit, { setup, code })
    expect(await take(person.user.id, code)).toBe('spent')
    await forgetSteps(person)
    expect(await take(person.user.id, code)).toBe('right')
    expect(await take(person.user.id, code)).toBe('spent')
  })

  test('takes a code once, however many requests bring it at once', async () => {
    const person = await signedIn()
    const { secret } = await withApp(person)
    const code = codeOf(secret)
    const results = await Promise.all(Array.from({ length: 12 }, () => take(person.user.id, code)))
    expect(results.filter((result) => result === 'right')).toHaveLength(1)
    expect(results.filter((result) => result === 'spent')).toHaveLength(11)
  })

  test('takes the code before and after this moment’s, but none before one that was taken', async () => {
    const person = await signedIn()
    const { secret } = await withApp(person)
    const results = []
    for (const steps of [-1, 1, 0, -1]) results.push(await take(person.user.id, codeOf(secret, steps)))
    expect(results).toEqual(['right', 'right', 'spent', 'spent'])
    await forgetSteps(person)
    expect(await take(person.user.id, codeOf(secret, 3))).toBe('wrong')
    expect(await take(person.user.id, codeOf(secret, -3))).toBe('wrong')
  })

  test('is judged by the database’s clock, whatever this machine’s says', async () => {
    const person = await signedIn()
    const { secret } = await withApp(person)
    const [code, late] = [codeOf(secret), codeOf(secret, 20)]
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 600_000 })
    expect(await take(person.user.id, late)).toBe('wrong')
    expect(await take(person.user.id, code)).toBe('right')
  })

  test('stays as it is until another one is confirmed', async () => {
    const person = await signedIn()
    const first = await withApp(person)
    const { setup, secret } = await beginTotp(await person.session())
    expect(await take(person.user.id, codeOf(first.secret))).toBe('right')
    const reply = await confirmTotp(await person.session(), person.visit, { setup, code: codeOf(secret) })
    expect(reply).toEqual({ ok: true, recovery_codes: null })
    await forgetSteps(person)
    expect(await take(person.user.id, codeOf(first.secret))).toBe('wrong')
    expect(await take(person.user.id, codeOf(secret))).toBe('right')
  })

  test('is set up once with a set-up, in time, in five tries, and by nobody else', async () => {
    const [person, other] = await Promise.all([signedIn(), signedIn()])
    const over = { ok: false, reason: 'over', attempts_left: 0 }
    const begin = async () => beginTotp(await person.session())
    const session = await person.session()
    const confirm = ({ setup, secret }: { setup: string; secret: string }) =>
      confirmTotp(session, person.visit, { setup, code: codeOf(secret) })

    const used = await begin()
    expect(await confirm(used)).toMatchObject({ ok: true })
    expect(await confirm(used)).toEqual(over)

    const foreign = await begin()
    const theirs = { setup: foreign.setup, code: codeOf(foreign.secret) }
    expect(await confirmTotp(await other.session(), other.visit, theirs)).toEqual(over)

    const guessed = await begin()
    for (let tries = 0; tries < 5; tries++)
      await confirmTotp(session, person.visit, { setup: guessed.setup, code: '000000' })
    expect(await confirm(guessed)).toEqual(over)

    const late = await begin()
    await owner`update challenges set expires_at = clock_timestamp() where user_id = ${person.user.id}`
    expect(await confirm(late)).toEqual(over)
  })

  test('is set up and turned off by whoever has just proven who they are', async () => {
    const person = await signedIn()
    await withApp(person)
    const stale = await grownStale(person)
    await expect(beginTotp(stale)).rejects.toEqual(stepUp)
    expect(() => removeTotp(stale, person.visit)).toThrow(stepUp)
    expect((await findSecondFactor(person.user.id)).totp).not.toBeNull()
  })

  test('is gone with its recovery codes and its proofs when it was the last factor', async () => {
    const person = await signedIn()
    await withApp(person)
    await removeTotp(await person.session(), person.visit)
    expect(await findSecondFactor(person.user.id)).toEqual({
      totp: null,
      passkeys: [],
      recovery_codes_left: 0,
    })
    expect((await person.session()).secondFactorAt).toBeNull()
  })

  test('keeps its secret out of every table, and tells of every change by mail and in the audit log', async () => {
    const person = await signedIn()
    const { id } = await makeTenant()
    await makeMembership({ tenantId: id, userId: person.user.id })
    const { secret, codes } = await withApp(person)
    await removeTotp(await person.session(), person.visit)
    await withApp(person)
    const mails = await owner`select id from mails where recipient = ${person.user.email}
      and template = 'second_factor_changed'`
    expect(mails).toHaveLength(3)
    const entries = await owner<{ action: string }[]>`
      select action from audit_entries where tenant_id = ${id} order by seq`
    expect(entries.map(({ action }) => action)).toEqual(['totp.added', 'totp.removed', 'totp.added'])
    const tables = await owner<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`
    for (const { name } of tables) {
      const rows = JSON.stringify(await owner.unsafe(`select row_to_json(t)::text as row from "${name}" t`))
      expect(rows, name).not.toContain(secret)
      for (const code of codes) {
        expect(rows, name).not.toContain(code)
        expect(rows, name).not.toContain(code.replaceAll('-', ''))
      }
    }
  })
})
