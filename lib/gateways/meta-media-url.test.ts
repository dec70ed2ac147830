import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMediaUrl } from '@/lib/gateways/meta-media-url'

const live = { APP_ENV: 'production', META_GRAPH_URL: 'https://graph.facebook.com' } as const
const local = { APP_ENV: 'development', META_GRAPH_URL: 'http://127.0.0.1:3010' } as const

describe('where a tenant’s token may go to fetch a file', () => {
  test.each([
    'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2&hash=x',
    'https://mmg.whatsapp.net/v/t62.7118-24/1.enc',
    'https://scontent.xx.fbcdn.net/v/1.jpg',
    'https://graph.facebook.com/v25.0/1',
  ])('Meta: %s', (url) => {
    expect(isMediaUrl(url, live)).toBe(true)
  })

  test.each([
    'http://lookaside.fbsbx.com/',
    'https://lookaside.fbsbx.com.evil.example/',
    'https://evil.example/lookaside.fbsbx.com',
    'https://evilfbsbx.com/',
    'https://lookaside.fbsbx.com@evil.example/',
    'https://user:pass@lookaside.fbsbx.com/',
    'https://lookaside.fbsbx.com:8443/',
    'https://lookaside.fbsbx.com./',
    'https://127.0.0.1/',
    'https://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://evil.example\\@lookaside.fbsbx.com/',
    'https://evil.example#@lookaside.fbsbx.com/',
    'https://evil.example?.fbsbx.com',
    'file:///etc/passwd',
    'ftp://lookaside.fbsbx.com/',
    'javascript:fetch("https://lookaside.fbsbx.com")',
    '//lookaside.fbsbx.com/',
    '',
  ])('nobody else: %s', (url) => {
    expect(isMediaUrl(url, live)).toBe(false)
  })

  test('the stand-in on this machine, in development alone and there alone', () => {
    const url = 'http://127.0.0.1:3010/whatsapp_business/attachments/?mid=1'
    expect(isMediaUrl(url, local)).toBe(true)
    expect(isMediaUrl(url, { ...local, APP_ENV: 'production' })).toBe(false)
    expect(isMediaUrl(url, { ...local, APP_ENV: 'staging' })).toBe(false)
    for (const other of ['http://127.0.0.1:3011/', 'http://localhost:3010/', 'https://127.0.0.1:3010/'])
      expect(isMediaUrl(other, local), other).toBe(false)
  })

  test('whatever the address: the host that would be called is one of Meta’s', () => {
    const hosts = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.constantFrom('fbsbx.com', 'a.fbsbx.com', 'fbsbx.com.evil.test', 'xfbsbx.com', 'facebook.com'),
    )
    const places = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .record({
          start: fc.constantFrom('https://', 'http://', 'https:/', 'https:\\\\'),
          user: fc.string(),
          host: hosts,
          rest: fc.string(),
        })
        .map(({ start, user, host, rest }) => `${start}${user}@${host}${rest}`),
      fc.record({ host: hosts, rest: fc.string() }).map(({ host, rest }) => `https://${host}${rest}`),
      fc.string(),
    )
    fc.assert(
      fc.property(places, (text) => {
        if (!isMediaUrl(text, live)) return
        const { protocol, hostname, port, username, password } = new URL(text)
        expect({ protocol, port, username, password }).toEqual({
          protocol: 'https:',
          port: '',
          username: '',
          password: '',
        })
        expect(hostname).toMatch(/(^|\.)(fbsbx\.com|facebook\.com|fbcdn\.net|whatsapp\.net|whatsapp\.com)$/)
      }),
      { numRuns: 5_000 },
    )
  })
})
