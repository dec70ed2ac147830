import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { policy } from '@/lib/core/policy'
import { isSendableHeader } from '@/lib/gateways/outbound-headers'
import { HeaderPairs, headerFault } from '@/lib/webhooks/header-schema'

const takes = (headers: object) => HeaderPairs.safeParse(headers).success
const faults = (headers: object) =>
  HeaderPairs.safeParse(headers).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('headers of an endpoint’s own', () => {
  test('an Authorization, an API key and whatever else a receiver wants are taken as they are', () => {
    const headers = { Authorization: 'Bearer a b=c', 'X-Api-Key': '1', accept: 'a;b="ö"'.replace('ö', 'o') }
    expect(HeaderPairs.parse(headers)).toEqual(headers)
  })

  test.each(
    'Host content-length Content-Type content-encoding transfer-encoding connection keep-alive te upgrade trailer expect User-Agent accept-encoding cookie set-cookie via proxy-authorization Webhook-Id webhook-signature webhook-timestamp sec-fetch-site :path :authority'.split(
      ' ',
    ),
  )('%s is ours or the connection’s', (name) => {
    expect(takes({ [name]: 'x' })).toBe(false)
    expect(takes({ [name.toUpperCase()]: 'x' })).toBe(false)
  })

  test.each(['', 'a b', 'a:b', 'a\r\nb', 'ä', 'a\0', 'a"b', '(a)', 'a'.repeat(65)])(
    'the name %j is none',
    (name) => {
      expect(takes({ [name]: 'x' })).toBe(false)
    },
  )

  test.each([
    '',
    ' ',
    ' a',
    'a ',
    'a\nb',
    'a\r\nX-Evil: 1',
    'a\tb',
    'a\0',
    'ä',
    '😀',
    'a\x7f',
    'a'.repeat(1_025),
  ])('the value %j cannot be sent as it is', (value) => {
    expect(takes({ 'X-A': value })).toBe(false)
  })

  test('the same name twice but for its case, and one too many, are refused; every fault is told at once', () => {
    expect(takes({ 'X-A': '1', 'x-a': '2' })).toBe(false)
    const { count } = policy.webhooks.headers
    const many = (length: number) => Object.fromEntries(Array.from({ length }, (_, n) => [`x-${n}`, '1']))
    expect(takes(many(count))).toBe(true)
    expect(takes(many(count + 1))).toBe(false)
    expect(faults({ Host: 'x', 'X-A': 'a\n', 'X-B': 'fine' })).toEqual(['Host', 'X-A'])
  })

  test('a fault never tells the value', () => {
    const { error } = HeaderPairs.safeParse({ 'X-A': 'geheim\n' })
    expect(JSON.stringify(error?.issues)).not.toContain('geheim')
  })

  test('whatever is taken can be sent by the gateway', () => {
    const word = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.stringMatching(/^[ -~\t\r\n]{1,12}$/),
    )
    let taken = 0
    fc.assert(
      fc.property(fc.oneof(word, fc.stringMatching(/^[\w!#-]{1,9}$/)), word, (name, value) => {
        if (headerFault(name, value) !== null) return true
        taken++
        return isSendableHeader(name, value)
      }),
      { numRuns: 2_000 },
    )
    expect(taken).toBeGreaterThan(50)
  })
})
