import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hiddenValues, type Rules, redacted, redactedJson } from '@/lib/requests/redact'
import { isSecretName } from '@/lib/requests/secret-names'

const request: Rules = {
  known: new Set(['to', 'code', 'purpose', 'metadata', 'items']),
  secrets: new Set(['pet_name']),
  isOurs: false,
  takesCode: false,
}
const response: Rules = { ...request, known: null, isOurs: true }
const ruled = (value: unknown, rules: Rules) =>
  JSON.parse(redactedJson(value, rules, hiddenValues(value, rules)))

const secretNames = [
  ...['code', 'token', 'proof', 'secret', 'key', 'authorization', 'password', 'qr_svg', 'link', 'pet_name'],
  ...['apiKey', 'API-KEY', 'otp_code', 'OTP code', 'codes', 'accesstoken', 'Code 2', 'webhook_secret', 'pin'],
]
const own = `${redacted}[cut]truefalsenull`
const secret = fc
  .oneof(
    fc.integer({ min: 1_000, max: 99_999_999 }),
    fc.stringMatching(/^[0-9]{4,8}$/),
    fc.stringMatching(/^[\w+/=-]{4,40}$/),
  )
  .filter((value) => !own.includes(String(value)))

/** A body anywhere in which the secret stands under a secret name, and may stand under others as well. */
const planted = fc
  .record({
    secret,
    name: fc.constantFrom(...secretNames),
    path: fc.array(fc.oneof(fc.constantFrom('metadata', 'items', 'to'), fc.integer({ min: 0, max: 3 })), {
      maxLength: 6,
    }),
    around: fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
    echo: fc.constantFrom('to', 'purpose', 'metadata', 'typo'),
    wrapped: fc.boolean(),
    asName: fc.boolean(),
  })
  .map(({ secret, name, path, around, echo, wrapped, asName }) => {
    const leaf: unknown = { ...around, [name]: wrapped ? [{ inner: secret }] : secret }
    const nested = path.reduceRight(
      (inner: unknown, step) =>
        typeof step === 'number' ? [...Array(step).fill(null), inner] : { [step]: inner },
      leaf,
    )
    const body = {
      ...around,
      items: nested,
      [name]: secret,
      [echo]: `It is ${secret}.`,
      metadata: { note: secret },
    }
    return { secret: String(secret), body: asName ? { ...body, [String(secret)]: 1 } : body }
  })

test('whatever the body, a value under a secret name is nowhere in what is stored, of either side', () => {
  fc.assert(
    fc.property(planted, ({ secret, body }) => {
      for (const rules of [request, response]) {
        const stored = redactedJson(body, rules, hiddenValues(body, rules))
        expect(stored).not.toContain(secret)
        expect(() => JSON.parse(stored)).not.toThrow()
      }
    }),
    { numRuns: 2_000 },
  )
})

test('a body is cut to eight thousand characters and stays JSON that Postgres can hold', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' }),
      fc.integer({ min: 1, max: 400 }),
      (value, times) => {
        const text = redactedJson(Array(times).fill(value), response, [])
        expect(text.length).toBeLessThan(8_192 + 14_000)
        expect(JSON.stringify(JSON.parse(text))).not.toMatch(/\\u0000|\\ud[89a-f]/)
      },
    ),
    { numRuns: 300 },
  )
  const long = redactedJson({ note: '€'.repeat(5_000), list: Array(5_000).fill('abcdef') }, response, [])
  expect(long.length).toBeLessThan(8_300)
  expect(JSON.parse(long)).toMatchObject({ note: `${'€'.repeat(2_000)}…` })
})

describe('what the tenant may see', () => {
  test('is left as it was sent', () => {
    const body = {
      to: '+4915112345678',
      purpose: 'sign-in',
      metadata: { order: 'A-1234', nested: [1, true, null] },
    }
    expect(ruled(body, request)).toEqual(body)
    const answer = {
      object: 'otp',
      otp_id: 'otp_x',
      code_length: 6,
      api_key_id: 'key_x',
      attempts_remaining: 3,
    }
    expect(ruled(answer, response)).toEqual(answer)
  })

  test('includes the code of an error, and of a failure, in our own answers alone', () => {
    const problem = {
      code: 'validation_failed',
      errors: [],
      failure: { code: 'attempts_exceeded', provider_code: 131026 },
    }
    expect(ruled(problem, response)).toEqual(problem)
    expect(ruled({ code: 'validation_failed' }, request)).toEqual({ code: redacted })
  })
})

describe('what may be a secret without its name', () => {
  test('a mistyped member is kept by its name, and its value is not repeated elsewhere either', () => {
    expect(ruled({ cod: '481516', purpose: 'code 481516' }, request)).toEqual({
      cod: redacted,
      purpose: redacted,
    })
  })

  test('a body that is no object is not kept', () => {
    for (const body of ['481516', 481516, ['481516'], [{ to: '481516' }]])
      expect(ruled(body, request)).toBe(redacted)
    expect(ruled(null, request)).toBe(redacted)
  })

  test('digits in the place of something else, where a code goes in', () => {
    const rules = { ...request, takesCode: true }
    expect(ruled({ to: '481516', purpose: 481516, metadata: { n: '12' } }, rules)).toEqual({
      to: redacted,
      purpose: redacted,
      metadata: { n: '12' },
    })
  })

  test('a key is known by its looks', () => {
    const key = `wsa_live_${'a'.repeat(38)}`
    for (const text of [key, `Bearer x${key}`, 'whsec_MfKQ9r8GKYqrTwjU', 'eyJhbGciOiJFZERTQSJ9.e30.c2ln'])
      expect(ruled({ purpose: text, metadata: { [text]: 'x' } }, request)).toEqual({
        purpose: redacted,
        metadata: { [redacted]: 'x' },
      })
  })

  test('the text beside a link', () => {
    expect(ruled({ link: 'https://wa.me/1?text=KITE-7', text: 'Send KITE-7' }, response)).toEqual({
      link: redacted,
      text: redacted,
    })
  })

  test('more secrets than anybody sends: nothing is kept', () => {
    const body = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`x${n}`, `value ${n}`]))
    expect(ruled(body, request)).toBe(redacted)
  })
})

test('names are judged by their words', () => {
  for (const name of secretNames.filter((name) => name !== 'pet_name'))
    expect(isSecretName(name), name).toBe(true)
  for (const name of [
    'to',
    'code_length',
    'api_key_id',
    'provider_code',
    'idempotency_key',
    'otp_id',
    'expires_at',
    'metadata',
    'text',
    'type',
  ])
    expect(isSecretName(name), name).toBe(false)
})

test('a code that stands in the wrong member is hidden wherever the answer repeats it', () => {
  const rules = { ...request, takesCode: true }
  const hidden = hiddenValues({ to: ' 989181', code: '+14155550100' }, rules)
  const answer = { errors: [{ path: 'to', fix: 'Did you mean +989181?' }] }
  expect(redactedJson(answer, response, hidden)).not.toContain('989181')
})
