import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apiKeyMode, apiKeyRecord, checksum, generateApiKey, isWellFormedApiKey } from './api-key'

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const known = `wsa_live_${'0'.repeat(32)}0cRXfT`
const mode = fc.constantFrom('live', 'test')

test('the known value has the known checksum', () => {
  expect(checksum(`wsa_live_${'0'.repeat(32)}`)).toBe('0cRXfT')
  expect(isWellFormedApiKey(known)).toBe(true)
})

test('the checksum is the CRC-32 of the bytes, taken bit by bit', () => {
  const bitwise = (text: string) => {
    let crc = 0xffff_ffff
    for (const byte of Buffer.from(text)) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1
    }
    return (crc ^ 0xffff_ffff) >>> 0
  }
  const value = (digits: string) => [...digits].reduce((sum, digit) => sum * 62 + alphabet.indexOf(digit), 0)
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii' }), (text) => {
      expect(value(checksum(text))).toBe(bitwise(text))
    }),
    { numRuns: 2_000 },
  )
})

test('a new key is well-formed, tells its mode, and is never the same twice', () => {
  const keys = Array.from({ length: 1_000 }, (_, index) => generateApiKey(index % 2 ? 'test' : 'live'))
  for (const [index, key] of keys.entries()) {
    expect(key).toMatch(index % 2 ? /^wsa_test_[0-9A-Za-z]{38}$/ : /^wsa_live_[0-9A-Za-z]{38}$/)
    expect(isWellFormedApiKey(key)).toBe(true)
    expect(apiKeyMode(key)).toBe(index % 2 ? 'test' : 'live')
  }
  expect(new Set(keys).size).toBe(keys.length)
})

test('every change of one character is refused', () => {
  for (let index = 0; index < known.length; index++)
    for (const character of `${alphabet} _-=`)
      if (character !== known[index])
        expect(isWellFormedApiKey(known.slice(0, index) + character + known.slice(index + 1))).toBe(false)
})

test('so is every change of one character of any key, and any two characters in each other’s place', () => {
  fc.assert(
    fc.property(mode, fc.nat(46), fc.nat(61), fc.nat(45), (keyMode, index, letter, swap) => {
      const key = generateApiKey(keyMode)
      const changed = key.slice(0, index) + alphabet.charAt(letter) + key.slice(index + 1)
      fc.pre(changed !== key)
      expect(isWellFormedApiKey(changed)).toBe(false)
      const swapped = key.slice(0, swap) + key.charAt(swap + 1) + key.charAt(swap) + key.slice(swap + 2)
      expect(isWellFormedApiKey(swapped)).toBe(swapped === key)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ` ${known}`,
  `${known} `,
  `${known}\n`,
  known.toUpperCase(),
  known.toLowerCase(),
  `${known}${known}`,
  known.slice(0, -1),
  `${known}0`,
  known.replace('wsa_live_', 'wsa_test_'),
  known.replace('wsa_', 'sk_'),
  known.replace('0', '０'),
  '',
])('%j is not a key', (text) => {
  expect(isWellFormedApiKey(text)).toBe(false)
})

test('no text that is not a key passes for one', () => {
  const base62 = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 38, maxLength: 38 })
  fc.assert(
    fc.property(mode, base62, (keyMode, tail) => {
      const body = `wsa_${keyMode}_${tail.slice(0, 32)}`
      fc.pre(checksum(body) !== tail.slice(32))
      expect(isWellFormedApiKey(`wsa_${keyMode}_${tail}`)).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})

test('every character of the alphabet is as likely as any other', () => {
  const counts = new Map([...alphabet].map((character) => [character, 0]))
  const keys = 5_000
  for (let key = 0; key < keys; key++)
    for (const character of generateApiKey('live').slice(9, 41))
      counts.set(character, (counts.get(character) ?? 0) + 1)
  const expected = (keys * 32) / 62
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  // 61 degrees of freedom: above 120 in fewer than one of 100,000 runs.
  expect(chiSquare).toBeLessThan(120)
})

test('what is kept of a key is its SHA-256, its first 12 characters and its last four', () => {
  const hash = createHash('sha256').update(known).digest('hex')
  expect(apiKeyRecord(known)).toEqual({ hash, prefix: 'wsa_live_000', lastFour: 'RXfT' })
})
