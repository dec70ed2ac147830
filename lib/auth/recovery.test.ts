import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { asSystem } from '@/db/tenant'
import { RecoveryCode, recoveryAlphabet, recoveryCodeLength } from '@/lib/auth/factor-schema'
import { findSecondFactor } from '@/lib/auth/find-factors'
import { grownStale, signedIn, withApp } from '@/lib/auth/fixtures/signed-in'
import { takeRecoveryCode } from '@/lib/auth/recovery-codes'
import { renewRecoveryCodes } from '@/lib/auth/recovery-renew'

const take = (userId: string, typed: string) =>
  asSystem((tx) => takeRecoveryCode(tx, userId, RecoveryCode.parse(typed)))
const leftOf = async (userId: string) => (await findSecondFactor(userId)).recovery_codes_left

describe('recovery codes', () => {
  test('are ten, of 60 bits each, in groups, and without look-alikes', async () => {
    const { codes } = await withApp(await signedIn())
    expect(new Set(codes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/)
    expect(Math.log2(new Set(recoveryAlphabet).size) * recoveryCodeLength).toBeGreaterThanOrEqual(50)
  })

  test('are taken once, however they are typed, and what is left is counted', async () => {
    const person = await signedIn()
    const { codes } = await withApp(person)
    const [first = '', second = ''] = codes
    expect(await take(person.user.id, first.toLowerCase().replaceAll('-', ' '))).toBe('right')
    expect(await leftOf(person.user.id)).toBe(9)
    expect(await take(person.user.id, first)).toBe('spent')
    expect(await take(person.user.id, ` ${second.replaceAll('-', '')} `)).toBe('right')
    expect(await leftOf(person.user.id)).toBe(8)
  })

  test('are taken once, however many requests bring one at once', async () => {
    const person = await signedIn()
    const [code = ''] = (await withApp(person)).codes
    const results = await Promise.all(Array.from({ length: 12 }, () => take(person.user.id, code)))
    expect(results.filter((result) => result === 'right')).toHaveLength(1)
    expect(await leftOf(person.user.id)).toBe(9)
  })

  test('of somebody else are none', async () => {
    const [person, other] = await Promise.all([signedIn(), signedIn()])
    const [code = ''] = (await withApp(person)).codes
    await withApp(other)
    expect(await take(other.user.id, code)).toBe('wrong')
    expect(await leftOf(person.user.id)).toBe(10)
  })

  test('are all replaced by a new set, by whoever has just proven who they are', async () => {
    const person = await signedIn()
    const { codes } = await withApp(person)
    const fresh = await renewRecoveryCodes(await person.session(), person.visit)
    expect(fresh.recovery_codes).toHaveLength(10)
    for (const code of codes) expect(await take(person.user.id, code)).toBe('wrong')
    expect(await take(person.user.id, fresh.recovery_codes[9] ?? '')).toBe('right')
    const stale = await grownStale(person)
    expect(() => renewRecoveryCodes(stale, person.visit)).toThrow(
      expect.objectContaining({ code: 'step_up_required' }),
    )
  })

  test('are for people who have a factor that they stand in for', async () => {
    const person = await signedIn()
    const renewing = renewRecoveryCodes(await person.session(), person.visit)
    await expect(renewing).rejects.toMatchObject({ code: 'state_conflict' })
  })

  test('lie as keyed hashes, which differ from person to person', async () => {
    const person = await signedIn()
    await withApp(person)
    const rows = await owner<{ code_hash: string }[]>`
      select code_hash from recovery_codes where user_id = ${person.user.id}`
    for (const { code_hash } of rows) expect(code_hash).toMatch(/^[0-9a-f]{64}$/)
  })
})
