import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'
import { lostAnswer } from '@/lib/messages/rules'
import {
  type CodeOwner,
  deliveryFailed,
  deriveCode,
  hashCode,
  isRightCode,
  languagePreference,
  refusalOf,
  testCode,
  tooManyOtherNumbers,
  verdictOn,
  whyEnded,
} from '@/lib/otp/rules'
import { otpStatuses } from '@/lib/otp/schema'

const key = randomBytes(32)
const pepper = randomBytes(32)
const owner: CodeOwner = { tenantId: newUuid(), otpId: newUuid(), phone: randomPhone() }

describe('a code', () => {
  test('is the same again for the same nonce, and another one for another nonce or key', () => {
    const nonce = randomBytes(16)
    const code = deriveCode(key, nonce, 8)
    expect(deriveCode(key, nonce, 8)).toBe(code)
    const others = Array.from({ length: 50 }, () => deriveCode(key, randomBytes(16), 8))
    expect(others.filter((other) => other === code)).toEqual([])
    expect(deriveCode(randomBytes(32), nonce, 8)).not.toBe(code)
  })

  test('has a known value, so that a release of tomorrow derives the codes of today', () => {
    const [zeros, nonce] = [Buffer.alloc(32), Buffer.alloc(16, 7)]
    const codes = [4, 5, 6, 7, 8].map((length) => deriveCode(zeros, nonce, length))
    expect(codes).toEqual(['2320', '32320', '032320', '2032320', '52032320'])
  })

  test.each([4, 5, 6, 7, 8])('of %i digits has its digits, leading zeros too', (length) => {
    const codes = Array.from({ length: 3_000 }, () => deriveCode(key, randomBytes(16), length))
    for (const code of codes) expect(code).toMatch(new RegExp(`^[0-9]{${length}}$`))
    const leading = codes.filter((code) => code.startsWith('0')).length
    expect(leading).toBeGreaterThan(200)
    expect(leading).toBeLessThan(400)
  })

  test('is as likely as any other: 200,000 of them in 1,000 classes', () => {
    const counts = new Array<number>(1_000).fill(0)
    for (let index = 0; index < 200_000; index++) {
      const code = Number(deriveCode(key, nonceOf(index), 6))
      const name = Math.floor(code / 1_000)
      counts[name] = (counts[name] ?? 0) + 1
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)
    // 999 degrees of freedom: outside of this in fewer than one of 100,000 runs.
    expect(chiSquare).toBeGreaterThan(815)
    expect(chiSquare).toBeLessThan(1_205)
  })

  test('is uniform in each of its digits', () => {
    const counts = Array.from({ length: 6 }, () => new Array<number>(10).fill(0))
    for (let index = 0; index < 50_000; index++)
      for (const [place, digit] of [...deriveCode(key, nonceOf(index), 6)].entries()) {
        const row = counts[place] ?? []
        row[Number(digit)] = (row[Number(digit)] ?? 0) + 1
      }
    for (const row of counts) {
      const chiSquare = row.reduce((sum, count) => sum + (count - 5_000) ** 2 / 5_000, 0)
      expect(chiSquare).toBeLessThan(45)
    }
  })

  test('of the test mode is known to everybody', () => {
    expect([4, 5, 6, 7, 8].map(testCode)).toEqual(['1234', '12345', '123456', '1234567', '12345678'])
  })
})

describe('a stored hash', () => {
  test('is a SHA-256 in hex, and says yes to its code alone', () => {
    const hash = hashCode(pepper, owner, '012345')
    expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(isRightCode(pepper, owner, '012345', hash)).toBe(true)
    for (const code of ['12345', '0012345', '012346', '', '012345 ', '０１２３４５'])
      expect(isRightCode(pepper, owner, code, hash)).toBe(false)
    expect(isRightCode(pepper, owner, '012345', '')).toBe(false)
  })

  test('is another one for another tenant, OTP, phone or pepper', () => {
    const hash = hashCode(pepper, owner, '123456')
    const others = [
      hashCode(pepper, { ...owner, tenantId: newUuid() }, '123456'),
      hashCode(pepper, { ...owner, otpId: newUuid() }, '123456'),
      hashCode(pepper, { ...owner, phone: randomPhone() }, '123456'),
      hashCode(randomBytes(32), owner, '123456'),
    ]
    expect(others).not.toContain(hash)
  })

  test('does not give way where phone and code meet', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{6,12}$/), fc.nat(4), (digits, cut) => {
        const [phone, code] = [digits.slice(0, cut), digits.slice(cut)]
        const moved = { ...owner, phone: digits.slice(0, cut + 1) }
        expect(hashCode(pepper, { ...owner, phone }, code)).not.toBe(
          hashCode(pepper, moved, digits.slice(cut + 1)),
        )
      }),
    )
  })

  test('is found by none of the layouts that a thief of the table would try on every six digits', () => {
    const { tenantId, otpId, phone } = owner
    const salts = [
      '',
      otpId,
      toTypeId('otp', otpId),
      phone,
      phone.slice(1),
      tenantId,
      `${tenantId}${otpId}${phone}`,
    ]
    const layouts = [
      ...salts.flatMap((salt) => [(code: string) => salt + code, (code: string) => code + salt]),
      ...[otpId, phone].map((salt) => (code: string) => `${salt}:${code}`),
    ]
    const stored = new Set(['048213', '999999', '000000'].map((code) => hashCode(pepper, owner, code)))
    const guesses = [
      '048213',
      '999999',
      '000000',
      ...Array.from({ length: 20_000 }, (_, n) => String(n * 49).padStart(6, '0')),
    ]
    const found = guesses.flatMap((code) =>
      layouts.filter((layout) => stored.has(createHash('sha256').update(layout(code)).digest('hex'))),
    )
    expect(found).toEqual([])
  })

  test('is not the bare hash of any of the million codes', () => {
    const stored = hashCode(pepper, owner, '048213')
    let found = 0
    for (let code = 0; code < 1_000_000; code++)
      if (createHash('sha256').update(String(code).padStart(6, '0')).digest('hex') === stored) found++
    expect(found).toBe(0)
  })
})

test.each([
  ['pt-BR', 'en_US', ['pt_BR', 'pt', 'en_US', 'en']],
  ['pt_BR', 'de', ['pt_BR', 'pt', 'de', 'en_US', 'en']],
  ['de', 'fr_CA', ['de', 'fr_CA', 'fr', 'en_US', 'en']],
  [undefined, 'es', ['es', 'en_US', 'en']],
  [undefined, 'en_US', ['en_US', 'en']],
  ['en', 'en_GB', ['en', 'en_GB', 'en_US']],
])('for %s, and %s by default, the languages are %j', (locale, byDefault, languages) => {
  expect(languagePreference(locale, byDefault)).toEqual(languages)
})

test.each([
  [undefined, ['es_MX', 'es'], ['es_MX', 'es', 'de', 'en_US', 'en']],
  ['fr', ['es_MX', 'es'], ['fr', 'de', 'en_US', 'en']],
  [undefined, [], ['de', 'en_US', 'en']],
])('for %s in a country of %j, and de by default, the languages are %j', (locale, ofCountry, languages) => {
  expect(languagePreference(locale, 'de', ofCountry)).toEqual(languages)
})

test('what has ended says why, and what is pending has not', () => {
  for (const status of otpStatuses)
    expect(whyEnded(status, undefined) === null, status).toBe(status === 'pending')
  expect(whyEnded('failed', 'attempts_exceeded')).not.toBe(whyEnded('failed', 'delivery_failed'))
})

test.each([
  ['verified', undefined, 'already_verified'],
  ['failed', 'attempts_exceeded', 'attempts_exceeded'],
  ['failed', 'delivery_failed', 'no_active_otp'],
  ['failed', undefined, 'no_active_otp'],
  ['expired', undefined, 'expired'],
  ['pending', undefined, 'expired'],
  ['superseded', undefined, 'superseded'],
  ['canceled', undefined, 'canceled'],
] as const)('an OTP that is %s (%s) refuses with %s', (status, failure, reason) => {
  expect(refusalOf(status, failure)).toBe(reason)
})

test('an OTP that could not be sent keeps the words of its message under its own code', () => {
  expect(deliveryFailed({ ...lostAnswer, provider_code: 131026 })).toEqual({
    ...lostAnswer,
    code: 'delivery_failed',
    provider_code: 131026,
  })
})

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(16)
  nonce.writeUInt32BE(index)
  return nonce
}

describe('a message with the right token', () => {
  test.each([
    [null, '+14155550100', 'proven'],
    ['+14155550100', '+14155550100', 'proven'],
    ['+5511987654321', '+551187654321', 'proven'],
    ['+14155550100', '+14155550101', 'other_number'],
    ['+14155550100', null, 'number_hidden'],
    [null, null, 'number_hidden'],
  ])('expected from %j and written by %j is %s', (expected, phone, verdict) => {
    expect(verdictOn({ canonicalPhone: expected && canonicalPhone(expected) }, phone)).toBe(verdict)
  })

  test('from another number ends the OTP at the third, and without a wrong code’s cooldown', () => {
    expect([1, 2].map(tooManyOtherNumbers)).toEqual([null, null])
    expect(tooManyOtherNumbers(3)).toMatchObject({ code: 'other_number', actor: 'recipient' })
  })
})
