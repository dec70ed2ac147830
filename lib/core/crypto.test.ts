import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equalSecrets, lengthPrefixed, type SealedPlace, seal, sha256Hex, unseal } from './crypto'

const place: SealedPlace = { table: 'senders', column: 'access_token', tenantId: 'tenant-a', rowId: 'row-1' }
const text = fc.string({ unit: 'grapheme', maxLength: 200 })

describe('a sealed value', () => {
  test('opens where it was sealed', () => {
    fc.assert(
      fc.property(text, (plaintext) => {
        expect(unseal(place, seal(place, plaintext))).toBe(plaintext)
      }),
      { numRuns: 500 },
    )
  })

  test('does not show what it holds, and never looks the same twice', () => {
    const sealed = Array.from({ length: 1_000 }, () => seal(place, 'EAAG_CANARY'))
    expect(new Set(sealed).size).toBe(1_000)
    expect(new Set(sealed.map((value) => value.split('.')[2])).size).toBe(1_000)
    for (const value of sealed) {
      expect(value).toMatch(/^v1\.[\w-]+\.[\w-]{16}\.[\w-]*\.[\w-]{22}$/)
      expect(Buffer.from(value.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('CANARY')
    }
  })

  test.each<[string, Partial<SealedPlace>]>([
    ['row', { rowId: 'row-2' }],
    ['column', { column: 'webhook_secret' }],
    ['table', { table: 'templates' }],
    ['tenant', { tenantId: 'tenant-b' }],
    ['split of the same letters', { table: 'sender', column: 'saccess_token' }],
  ])('does not open in another %s', (_, moved) => {
    const sealed = seal(place, 'secret')
    expect(() => unseal({ ...place, ...moved }, sealed)).toThrow()
  })

  test('does not open with any one bit changed', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(2, 3, 4), fc.nat(), (plaintext, part, at) => {
        const parts = seal(place, plaintext).split('.')
        const bytes = Buffer.from(parts[part] ?? '', 'base64url')
        fc.pre(bytes.length > 0)
        const bit = at % (bytes.length * 8)
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        parts[part] = bytes.toString('base64url')
        expect(() => unseal(place, parts.join('.'))).toThrow()
      }),
      { numRuns: 1_000 },
    )
  })

  test('does not open with its tag cut short', () => {
    const parts = seal(place, 'secret').split('.')
    for (let length = 0; length < 16; length++) {
      const tag = Buffer.from(parts[4] ?? '', 'base64url')
        .subarray(0, length)
        .toString('base64url')
      expect(() => unseal(place, [...parts.slice(0, 4), tag].join('.'))).toThrow()
    }
  })

  test('does not open when it is something else', () => {
    const [, kid, iv, body, tag] = seal(place, 'secret').split('.')
    const forms = [
      '',
      'v1',
      `v2.${kid}.${iv}.${body}.${tag}`,
      `v1.gone.${iv}.${body}.${tag}`,
      `v1.${kid}.${iv}.${body}`,
    ]
    for (const sealed of [...forms, `v1.${kid}.${iv}.${body}.${tag}.more`])
      expect(() => unseal(place, sealed)).toThrow()
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        expect(() => unseal(place, garbage)).toThrow()
      }),
    )
  })
})

test('two different lists never give the same bytes', () => {
  const list = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u0001', 'ä'), maxLength: 4 }), {
    maxLength: 4,
  })
  fc.assert(
    fc.property(list, list, (left, right) => {
      const same = lengthPrefixed(...left).equals(lengthPrefixed(...right))
      expect(same).toBe(JSON.stringify(left) === JSON.stringify(right))
    }),
    { numRuns: 5_000 },
  )
  expect(lengthPrefixed('ab', 'c').equals(lengthPrefixed('a', 'bc'))).toBe(false)
  expect(lengthPrefixed('a', '').equals(lengthPrefixed('a'))).toBe(false)
})

test('secrets of any lengths can be compared', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (left, right) => {
      expect(equalSecrets(left, right)).toBe(left === right)
      expect(equalSecrets(left, left)).toBe(true)
    }),
  )
})

test('the hash is SHA-256, over text as UTF-8', () => {
  expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(sha256Hex('ä')).toBe(sha256Hex(new Uint8Array([0xc3, 0xa4])))
})
