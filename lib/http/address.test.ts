import { beforeAll, describe, expect, test, vi } from 'vitest'
import { clientOf } from '@/lib/http/address'

// The settings are read when they are first asked for, and nothing here has asked yet.
beforeAll(() => {
  vi.stubEnv('TRUSTED_PROXIES', '10.0.0.0/8, 192.0.2.7, 2001:db8:1::/48')
})

const proxy = '10.1.2.3'
const client = (address: string, headers: Record<string, string> = {}, encrypted = false) =>
  clientOf({ address, encrypted }, (name) => headers[name])

describe('who connects directly', () => {
  test.each<Record<string, string>>([
    { 'x-forwarded-for': '198.51.100.1' },
    { 'x-forwarded-for': '10.0.0.1, 127.0.0.1' },
    { 'x-forwarded-proto': 'https' },
    {
      'x-forwarded-for': '::1',
      'x-forwarded-proto': 'https',
      forwarded: 'for=::1;proto=https',
      'x-real-ip': '::1',
    },
  ])('is believed nothing about itself: %j', (headers) => {
    expect(client('203.0.113.9', headers)).toEqual({ address: '203.0.113.9', secure: false })
    expect(client('203.0.113.9', headers, true)).toEqual({ address: '203.0.113.9', secure: true })
  })

  test('is known by its IPv4 address, also through an IPv6 socket', () => {
    expect(client('::ffff:203.0.113.9')).toEqual({ address: '203.0.113.9', secure: false })
    expect(client('2001:db8:2::9')).toEqual({ address: '2001:db8:2::9', secure: false })
  })
})

describe('behind a proxy we trust', () => {
  test.each([
    ['its client', proxy, '198.51.100.1', '198.51.100.1'],
    ['its client, whatever that one claims', proxy, '127.0.0.1, 198.51.100.1', '198.51.100.1'],
    [
      'its client, even if that one claims to be a proxy of ours',
      proxy,
      '10.9.9.9, 198.51.100.1',
      '198.51.100.1',
    ],
    [
      'the client of the outermost of our proxies',
      proxy,
      '8.8.8.8, 198.51.100.1, 10.2.2.2, 192.0.2.7',
      '198.51.100.1',
    ],
    ['an IPv6 client', '2001:db8:1::5', '2001:db8:2::9', '2001:db8:2::9'],
    ['a client written as IPv4 in IPv6', proxy, '::ffff:198.51.100.1', '198.51.100.1'],
    ['a proxy on an IPv6 socket', '::ffff:10.1.2.3', '198.51.100.1', '198.51.100.1'],
  ])('%s is the client', (_, peer, forwarded, address) => {
    expect(client(peer, { 'x-forwarded-for': forwarded }).address).toBe(address)
  })

  test.each([undefined, '', ' , ', 'unknown', '10.0.0.1'])(
    'that names nobody (%j) it is the proxy itself',
    (forwarded) => {
      expect(client(proxy, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }).address).toBe(
        proxy,
      )
    },
  )

  test.each(['unknown', '_hidden', '198.51.100.1:4321', '[2001:db8:2::9]:4321', ''])(
    'what it writes unreadably (%j) does not make its client’s own claim believed',
    (written) => {
      expect(client(proxy, { 'x-forwarded-for': `127.0.0.1, ${written}` }).address).not.toBe('127.0.0.1')
    },
  )

  test.each([
    ['https', true],
    ['http', false],
    ['HTTPS', false],
    ['https, http', false],
    ['', false],
  ])('the connection of its client is as it says: %j', (proto, secure) => {
    expect(client(proxy, { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': proto }).secure).toBe(
      secure,
    )
  })

  test('an address of nobody’s network is no proxy', () => {
    expect(client('192.0.2.8', { 'x-forwarded-for': '127.0.0.1' }).address).toBe('192.0.2.8')
    expect(client('11.0.0.1', { 'x-forwarded-for': '127.0.0.1' }).address).toBe('11.0.0.1')
  })
})
