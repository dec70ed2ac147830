import { describe, expect, test } from 'vitest'
import { stepsOf, totpAddress } from '@/lib/auth/totp-rules'

/** "12345678901234567890", the secret of RFC 6238. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number) => new Date(seconds * 1_000)

describe('codes of an authenticator app', () => {
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('are those of RFC 6238: at %i it is %s', (seconds, code) => {
    expect(stepsOf(secret, code, at(seconds))).toEqual([Math.floor(seconds / 30)])
  })

  test('are taken one step early and one late, and no further', () => {
    const step = Math.floor(1_111_111_111 / 30)
    const accepted = [-2, -1, 0, 1, 2].filter(
      (away) => stepsOf(secret, '050471', at((step + away) * 30)).length > 0,
    )
    expect(accepted).toEqual([-1, 0, 1])
  })

  test('of other numbers of digits are none', () => {
    for (const code of ['', '2', '94287082', '287082 '])
      expect(stepsOf(secret, code, at(59)), code).toEqual([])
  })

  test('come from an address that every app reads', () => {
    const address = new URL(totpAddress(secret, 'ana+1@example.com'))
    expect(address.protocol).toBe('otpauth:')
    expect(decodeURIComponent(address.pathname)).toContain('Hawk Send:ana+1@example.com')
    expect(Object.fromEntries(address.searchParams)).toEqual({
      issuer: 'Hawk Send',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })
})
