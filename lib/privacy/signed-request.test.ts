import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSignedRequest } from '@/lib/privacy/signed-request'
import vectors from './fixtures/signed-requests.json'

const secret = vectors.app_secret
const now = new Date(1_795_000_100_000)

function signed(payload: unknown, key = secret): string {
  const text = Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)).toString(
    'base64url',
  )
  return `${createHmac('sha256', key).update(text).digest('base64url')}.${text}`
}

test.each(vectors.signed_request)('Meta’s sample: $name', ({ signed_request, payload }) => {
  const read = readSignedRequest(signed_request, secret, now)
  expect(read?.metaUserId ?? null).toBe(payload?.user_id ?? null)
})

const good = { algorithm: 'HMAC-SHA256', user_id: '218471', issued_at: 1_795_000_000 }

describe('a signed request', () => {
  test.each<[string, unknown, string | null]>([
    ['names a person by text', good, '218471'],
    ['or by a number', { ...good, user_id: 218_471 }, '218471'],
    ['may say more', { ...good, oauth_token: 'x' }, '218471'],
    ['may have no end', { ...good, expires: 0 }, '218471'],
    ['is over after its end', { ...good, expires: 1_795_000_099 }, null],
    ['is not from the future', { ...good, issued_at: 1_795_001_000 }, null],
    ['is of one algorithm', { ...good, algorithm: 'hmac-sha256' }, null],
    ['says which', { user_id: '218471' }, null],
    ['names somebody', { ...good, user_id: undefined }, null],
    ['and nobody strange', { ...good, user_id: { $ne: 1 } }, null],
    ['is an object', 'null', null],
    ['and JSON', '{"algorithm":', null],
  ])('%s', (_, payload, expected) => {
    expect(readSignedRequest(signed(payload), secret, now)?.metaUserId ?? null).toBe(expected)
  })

  test('of another secret, or with one character changed, is nothing', () => {
    expect(readSignedRequest(signed(good, 'other'), secret, now)).toBeNull()
    const text = signed(good)
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom('A', 'z', '-', '.', '=', ' '), (at, character) => {
        const forged = text.slice(0, at) + character + text.slice(at + 1)
        fc.pre(forged !== text)
        const read = readSignedRequest(forged, secret, now)
        // The last character of a signature has two bits that mean nothing; then it is the same request.
        expect(read === null || (at === 42 && read.metaUserId === '218471')).toBe(true)
      }),
    )
  })

  test('is refused, and never thrown at, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readSignedRequest(text, secret, now)).toBeNull()
      }),
    )
  })
})
