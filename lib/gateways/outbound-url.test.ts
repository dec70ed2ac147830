import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkUrlText } from '@/lib/gateways/outbound-url'

const strict = (text: string) => checkUrlText(text, { allowPrivate: false })
const lax = (text: string) => checkUrlText(text, { allowPrivate: true })

describe('a URL of the public internet is taken, as it is to be kept', () => {
  test.each([
    ['https://hooks.example.com/hawk', 'https://hooks.example.com/hawk'],
    ['HTTPS://Hooks.Example.COM', 'https://hooks.example.com/'],
    ['https://hooks.example.com:443/a?b=c&d=%20', 'https://hooks.example.com/a?b=c&d=%20'],
    ['https://hooks.example.com:8443/', 'https://hooks.example.com:8443/'],
    ['https://münchen.example.com/ö', 'https://xn--mnchen-3ya.example.com/%C3%B6'],
    ['https://a_b.example.com/', 'https://a_b.example.com/'],
    ['https://hooks.example.com/@team/x@y', 'https://hooks.example.com/@team/x@y'],
    ['https://localhost.example.com/', 'https://localhost.example.com/'],
    ['https://internal.example.com/', 'https://internal.example.com/'],
  ])('%s', (text, url) => {
    expect(strict(text)).toEqual({ ok: true, url })
  })
})

const addresses = `
https://127.0.0.1/ https://0x7f.1/ https://2130706433/ https://127.1/ https://0177.0.0.1/ https://１２７.0.0.1/
https://127。0。0。1/ https://0/ https://127.0.0.1./ https://0x7f000001/ https://017700000001/ https://1.1.1.1/
https://[::1]/ https://[::]/ https://[::ffff:7f00:1]/ https://[::ffff:127.0.0.1]/ https://[64:ff9b::7f00:1]/
https://[2606:4700::1111]/ https://[fe80::1]/ https://169.254.169.254/latest/meta-data/ https://①②⑦.⓪.⓪.①/
https://%31%32%37.0.0.1/ https://0xa9fea9fe/ https://2852039166/
`
  .trim()
  .split(/\s+/)

const names = `
https://localhost/ https://localhost./ https://LOCALHOST/ https://api.localhost/ https://api.localhost./ https://ｌocalhost/
https://printer.local/ https://db.internal/ https://metadata.google.internal/ https://metadata.google.internal./
https://router.home.arpa/ https://intranet/ https://kubernetes/ https://hooks.example.com./ https://a..example.com/
https://-/ https://.example.com/ https://example.com../ https://x.onion/ https://a!b.example.com/ https://host.lan/
https://kubernetes.default.svc.cluster.local/ https://127.0.0.1.localdomain/ https://lo­calhost/ https://a.1/
`
  .trim()
  .split(/\s+/)

const forms = [
  'http://hooks.example.com/',
  'ftp://hooks.example.com/',
  'file:///etc/passwd',
  'gopher://hooks.example.com/',
  'javascript:alert(1)',
  '//hooks.example.com/',
  'hooks.example.com',
  'https:hooks.example.com',
  'https:/hooks.example.com',
  'https:///hooks.example.com',
  'https://',
  'https:///',
  'https://?',
  'https://hooks.example.com:80/',
  'https://hooks.example.com:22/',
  'https://hooks.example.com:0/',
  'https://hooks.example.com:65536/',
  'https://hooks.example.com:6379/',
  'https://user@hooks.example.com/',
  'https://user:secret@hooks.example.com/',
  'https://@hooks.example.com/',
  'https://:@hooks.example.com/',
  'https://hooks.example.com@127.0.0.1/',
  'https://hooks.example.com\\@127.0.0.1/',
  'https:\\\\hooks.example.com/',
  'https://hooks.example.com/#x',
  'https://hooks.example.com/#',
  'https://hooks.example.com#@127.0.0.1/',
  'https://local\thost/',
  'https://hooks.example\n.com/',
  'https://hooks.example.com/\r\nx-injected: 1',
  ' https://hooks.example.com/',
  'https://hooks.example.com/ ',
  'https://hooks.example.com/a b',
  'https://hooks.example.com/\u0000',
  'https://hooks.example.com/\u200b',
  'https://hooks.example.com/\ud800',
  `https://hooks.example.com/${'a'.repeat(2_048)}`,
  `https://hooks.example.com/${'ö'.repeat(700)}`,
  `https://${'a'.repeat(64)}.example.com/`,
  `https://${'a.'.repeat(130)}example.com/`,
  '',
]

describe('everything else is refused with a sentence', () => {
  test.each([...addresses, ...names, ...forms])('%j', (text) => {
    expect(strict(text)).toEqual({ ok: false, reason: expect.stringMatching(/^The .+\.$/) })
  })

  test('every spelling of an IPv4 address', () => {
    const part = fc.integer({ min: 0, max: 255 })
    const base = fc.constantFrom(
      (n: number) => String(n),
      (n: number) => `0x${n.toString(16)}`,
      (n: number) => `0${n.toString(8)}`,
      (n: number) => `0X00${n.toString(16).toUpperCase()}`,
    )
    const dot = fc.constantFrom('.', '。', '．', '｡')
    const spelling = fc
      .tuple(fc.tuple(part, part, part, part), fc.integer({ min: 1, max: 4 }), base, dot, fc.boolean())
      .map(([[a, b, c, d], count, write, point, ends]) => {
        const last = [0, ((a * 256 + b) * 256 + c) * 256 + d, (b * 256 + c) * 256 + d, c * 256 + d, d][count]
        return [...[a, b, c].slice(0, count - 1), last ?? 0].map(write).join(point) + (ends ? '.' : '')
      })
    fc.assert(fc.property(spelling, (host) => !strict(`https://${host}/`).ok))
  })

  test('nothing makes it throw, and what it takes it takes again, unchanged', () => {
    const wild = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.string().map((text) => `https://${text}`),
    )
    fc.assert(
      fc.property(wild, (text) => {
        const answer = strict(text)
        if (answer.ok) expect(strict(answer.url)).toEqual(answer)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('where the private is allowed', () => {
  test.each([
    'http://localhost:3000/hooks',
    'http://127.0.0.1:1/',
    'http://[::1]:8080/',
    'https://sink/',
    'http://a.local/',
  ])('%s is taken', (text) => {
    expect(lax(text).ok).toBe(true)
  })

  test.each([
    'ftp://localhost/',
    'http://user@localhost/',
    'http://local\thost/',
    'http://localhost/#x',
    'http:localhost',
    'http://localhost:0/',
  ])('%j is not', (text) => {
    expect(lax(text).ok).toBe(false)
  })
})
