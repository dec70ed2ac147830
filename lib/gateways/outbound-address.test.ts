import fc from 'fast-check'
import ipaddr from 'ipaddr.js'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '@/lib/gateways/outbound-address'

/** Every range that promises.md B4 names, and what else IANA keeps for itself. */
const refused = `
0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4
240.0.0.0/4 255.255.255.255/32 168.63.129.16/32
::/128 ::1/128 ::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:2::/48 2001:10::/28
2001:20::/28 2001:db8::/32 2002::/16 3ffe::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8 8000::/1
`
  .trim()
  .split(/\s+/)

const given = [
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '172.15.255.255',
  '172.32.0.1',
  '100.128.0.1',
  '198.20.0.1',
]
const givenSix = ['2606:4700::1111', '2001:4860:4860::8888', '2a00:1450:4001::1', '2400:cb00::1', '2003::1']

/** Any address of a range: its first bits are the range's, the rest is anybody's. */
function within(range: string): fc.Arbitrary<string> {
  const [network, bits] = ipaddr.parseCIDR(range)
  const first = network.toByteArray()
  return fc.uint8Array({ minLength: first.length, maxLength: first.length }).map((random) => {
    const bytes = first.map((byte, index) => {
      const kept = Math.max(0, Math.min(8, bits - index * 8))
      const mask = (0xff << (8 - kept)) & 0xff
      return (byte & mask) | ((random[index] ?? 0) & ~mask & 0xff)
    })
    return ipaddr.fromByteArray(bytes).toString()
  })
}

describe('an address that is not plainly public is refused', () => {
  test.each(refused)('all of %s', (range) => {
    fc.assert(fc.property(within(range), (address) => !isPublicAddress(address)))
  })

  test.each(['10.0.0.1', '127.0.0.1', '169.254.169.254', '192.168.1.1'])('%s inside an IPv6 one', (inner) => {
    const [a = 0, b = 0, c = 0, d = 0] = inner.split('.').map(Number)
    const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
    const spellings = [
      `::ffff:${inner}`,
      `::ffff:${hex}`,
      `::${inner}`,
      `64:ff9b::${hex}`,
      `64:ff9b:1::${hex}`,
      `2002:${hex}::1`,
      `2001:0:${hex}::1`,
      `2a00:1450:4001::5efe:${hex}`,
      `2a00:1450:4001:0:200:5efe:${hex}`,
    ]
    expect(spellings.filter(isPublicAddress)).toEqual([])
  })

  test.each([
    '',
    'localhost',
    '127.1',
    '0177.0.0.1',
    '0x7f.1',
    '2130706433',
    'fe80::1%eth0',
    '2606:4700::1%lo',
    '1.1.1.1 ',
  ])('and what no socket would take for an address: "%s"', (text) => {
    expect(isPublicAddress(text)).toBe(false)
  })

  test('nothing that is no address makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof isPublicAddress(text) === 'boolean'))
  })
})

test.each([...given, ...givenSix])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})
