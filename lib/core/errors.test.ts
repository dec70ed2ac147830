import { describe, expect, test } from 'vitest'
import { AppError, type ErrorCode, errorTable } from './errors'

const rows = Object.entries(errorTable)

/** The codes of the public contract. A code that no answer gives yet is in the table all the same. */
const contract: Record<number, string[]> = {
  400: ['malformed_json', 'idempotency_key_invalid'],
  401: ['api_key_missing', 'api_key_invalid'],
  402: ['quota_exceeded', 'payment_required'],
  403: ['scope_missing', 'ip_not_allowed', 'https_required', 'tenant_suspended'],
  404: ['not_found'],
  405: ['method_not_allowed'],
  409: ['idempotency_in_progress', 'state_conflict', 'no_sender'],
  413: ['body_too_large'],
  415: ['unsupported_media_type'],
  422: [
    'validation_failed',
    'recipient_invalid',
    'recipient_suppressed',
    'window_closed',
    'template_unusable',
    'idempotency_key_reused',
    'url_not_allowed',
  ],
  429: ['rate_limited', 'otp_rate_limited', 'otp_cooldown'],
  500: ['internal_error'],
  502: ['provider_refused'],
  503: ['unavailable'],
}

test('every code of the contract has the status that the contract gives it', () => {
  const promised = Object.entries(contract).flatMap(([status, codes]) =>
    codes.map((code) => [code, Number(status)] as const),
  )
  const table = Object.fromEntries(rows.map(([code, { status }]) => [code, status]))
  for (const [code, status] of promised) expect([code, table[code]]).toEqual([code, status])
})

describe.each(rows)('%s', (code, { status, title, retryable }) => {
  test('has a sane status, a title, and says truly whether to try again', () => {
    expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThanOrEqual(503)
    expect(title).toMatch(/^[A-Z].*[^.]$/)
    if (status === 429 || status === 500 || status === 503) expect(retryable).toBe(true)
    if ([400, 401, 403, 404, 405, 413, 415, 422].includes(status)) expect(retryable).toBe(false)
  })
})

test('titles tell codes apart', () => {
  expect(new Set(rows.map(([, { title }]) => title)).size).toBe(rows.length)
})

test('an error speaks the words of the table and keeps its cause to itself', () => {
  const cause = new Error('private')
  const code: ErrorCode = 'otp_rate_limited'
  const error = new AppError(code, { retryAfterSeconds: 7, cause })
  expect(error).toMatchObject({ code, status: 429, retryable: true, message: code, cause })
  expect(error.title).toBe(errorTable[code].title)
})

test('what the caller can mend has no stack, what we must mend has one, and nobody else loses theirs', () => {
  for (const [code, { status }] of rows)
    if (isCode(code))
      expect([code, /\n\s+at /.test(new AppError(code).stack ?? '')]).toEqual([code, status >= 500])
  expect(new Error('another').stack).toMatch(/\n\s+at /)
})

function isCode(code: string): code is ErrorCode {
  return code in errorTable
}
