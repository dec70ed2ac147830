import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileAddressList } from './address-list'
import { parseAddressRange } from './address-range'

const rangeOf = (text: string) => {
  const parsed = parseAddressRange(text)
  return parsed.ok ? parsed.range : null
}

describe('what is written on a list', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7/32', '203.0.113.7'],
    ['203.0.113.0/24', '203.0.113.0/24'],
    ['128.0.0.0/1', '128.0.0.0/1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::/32', '2001:db8::/32'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['2001:0db8::0001:0', '2001:db8::1:0'],
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.0/120', '203.0.113.0/24'],
    ['::ffff:203.0.113.7/128', '203.0.113.7'],
  ])('%s is kept as %s', (text, range) => {
    expect(parseAddressRange(text)).toEqual({ ok: true, range })
    expect(rangeOf(range)).toBe(range)
  })

  test.each([
    ...[
      '',
      ' ',
      '1.2.3',
      '1.2.3.4.5',
      '1.2.3.256',
      '01.2.3.4',
      '1.2.3.04',
      '0x1.2.3.4',
      '16909060',
      '1.2.3.4 ',
    ],
    ...['१.2.3.4', '1.2.3.-4', '1.2.3.4e0', 'localhost', '*', '/24', '1.2.3.4:80', '1.2.3.4-1.2.3.9'],
    ...[':', ':::', '1:2', '1::2::3', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7', '12345::', 'g::', 'fe80::1%eth0'],
    ...[
      '1:2:3:4:5:6:7::8',
      '::1.2.3',
      '::1.2.3.4.5',
      '1.2.3.4::',
      '::1.2.3.4:5',
      '[::1]',
      ':1:2:3:4:5:6:7',
      '1:',
    ],
  ])('%j is no address', (text) => {
    expect(parseAddressRange(text)).toMatchObject({ ok: false, message: expect.stringMatching(/^Not an/) })
  })

  test.each([
    '1.2.3.0/33',
    '1.2.3.0/',
    '1.2.3.0/-1',
    '1.2.3.0/024',
    '1.2.3.0/2 4',
    '1.2.3.0/8/8',
    '2001:db8::/129',
  ])('%j has no such prefix', (text) => {
    expect(parseAddressRange(text)).toMatchObject({ message: expect.stringMatching(/^The prefix is/) })
  })

  test.each(['0.0.0.0/0', '::/0', '1.2.3.4/0', '::ffff:0:0/96'])('%s would allow every address', (text) => {
    expect(parseAddressRange(text)).toMatchObject({ message: expect.stringMatching(/^A prefix of 0/) })
  })

  test('a range with more than its network is refused, and both things that it may mean are named', () => {
    expect(parseAddressRange('203.0.113.7/24')).toEqual({
      ok: false,
      message:
        'Bits are set behind the prefix. Write 203.0.113.0/24 for the network, or 203.0.113.7 for the one address.',
    })
    expect(parseAddressRange('::ffff:203.0.113.7/120')).toMatchObject({
      message: expect.stringContaining('203.0.113.0/24 for the network, or 203.0.113.7 for'),
    })
    expect(parseAddressRange('::ffff:0:0/90')).toMatchObject({
      message: expect.stringMatching(/^This reaches beyond/),
    })
  })

  test('whatever is written, it is answered, and what is kept is kept as it is', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef:./%') }),
      fc.ipV4(),
      fc.ipV6(),
      fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.nat(140)).map(([address, bits]) => `${address}/${bits}`),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const range = rangeOf(text)
        if (range !== null) expect(rangeOf(range)).toBe(range)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a list', () => {
  test('with nothing on it allows every address, even one that nobody can read', () => {
    for (const address of ['1.2.3.4', '::1', '', 'unknown'])
      expect(compileAddressList([])(address)).toBe(true)
  })

  test('allows nothing through what it cannot read', () => {
    const list = compileAddressList(['everyone', '1.2.3.4/0'])
    for (const address of ['1.2.3.4', '::1', '', 'everyone']) expect(list(address)).toBe(false)
  })

  test('holds an IPv4 address however it is written, and never in a range of IPv6', () => {
    const list = compileAddressList(['203.0.113.0/24'])
    for (const address of [
      '203.0.113.9',
      '::ffff:203.0.113.9',
      '::FFFF:cb00:7109',
      '0:0:0:0:0:ffff:cb00:7109',
    ])
      expect(list(address), address).toBe(true)
    for (const address of ['203.0.114.9', '::203.0.113.9', 'fe80::1', '203.0.113.9 ', '203.0.113.9:80'])
      expect(list(address), address).toBe(false)
    expect(compileAddressList(['::/64'])('203.0.113.9')).toBe(false)
    expect(compileAddressList(['::/64'])('::1')).toBe(true)
  })

  test('agrees with plain arithmetic on the bits', () => {
    fc.assert(
      fc.property(
        fc.array(network(), { minLength: 1, maxLength: 50 }),
        place(),
        fc.nat(),
        (networks, free, at) => {
          const list = compileAddressList(networks.map(({ text }) => text))
          for (const address of [free, near(networks[at % networks.length], free.value)]) {
            const expected = networks.some((range) => holds(range, address))
            for (const text of address.texts)
              expect(list(text), `${text} in ${JSON.stringify(networks.map(({ text }) => text))}`).toBe(
                expected,
              )
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

type Place = { width: 32 | 128; value: bigint; texts: string[] }
type Network = { width: 32 | 128; value: bigint; bits: number; text: string }

/** The oracle: a range holds an address of its own family whose first bits are its own. */
function holds(range: Network, { width, value }: Place): boolean {
  const rest = BigInt(range.width - range.bits)
  return range.width === width && range.value >> rest === value >> rest
}

/** An address within the range, or just outside of it: the random bits behind the prefix, and one flipped before. */
function near(range: Network | undefined, noise: bigint): Place {
  if (!range) throw new Error('There is no range.')
  const rest = BigInt(range.width - range.bits)
  const within = range.value | (noise & ((1n << rest) - 1n))
  return placeOf(range.width, noise % 3n === 0n ? within ^ (1n << rest) : within)
}

function network(): fc.Arbitrary<Network> {
  return fc.tuple(place(), fc.nat(127)).map(([{ width, value }, nat]) => {
    const bits = (nat % width) + 1
    const rest = BigInt(width - bits)
    const network = (value >> rest) << rest
    const isMapped = width === 128 && network >> 32n === 0xffffn
    return isMapped
      ? { width: 32, value: network & 0xffff_ffffn, bits: 32, text: write(128, network) }
      : { width, value: network, bits, text: `${write(width, network)}/${bits}` }
  })
}

function place(): fc.Arbitrary<Place> {
  const small = fc.bigInt(0n, 0xffffn)
  const ipv4 = fc.oneof(fc.bigInt(0n, 0xffff_ffffn), small).map((value) => placeOf(32, value))
  const ipv6 = fc.oneof(fc.bigInt(0n, (1n << 128n) - 1n), small).map((value) => placeOf(128, value))
  return fc.oneof(ipv4, ipv6)
}

function placeOf(width: 32 | 128, value: bigint): Place {
  if (width === 32) return { width, value, texts: [write(32, value), `::ffff:${write(32, value)}`] }
  if (value >> 32n === 0xffffn) return placeOf(32, value & 0xffff_ffffn)
  return { width, value, texts: [write(128, value)] }
}

/** In full, so that nothing here agrees with the shortening under test by sharing it. */
function write(width: 32 | 128, value: bigint): string {
  const [size, count, base, between] = width === 32 ? [8n, 4, 10, '.'] : [16n, 8, 16, ':']
  const mask = (1n << size) - 1n
  return Array.from({ length: count }, (_, at) =>
    ((value >> (size * BigInt(count - 1 - at))) & mask).toString(base),
  ).join(between)
}
