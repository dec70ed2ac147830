import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newUuid } from '@/lib/core/ids'
import { chatLink, deriveToken, hashToken, proofText, readTokens } from '@/lib/otp/token'

const key = randomBytes(32)
const tokens = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((nonce) => deriveToken(key, nonce))
/** Long texts are not shorn of what matters, and a few look-alikes leave room for the token itself. */
const words = fc.string({ unit: 'grapheme', maxLength: 60 })
const gap = fc.constantFrom('', ' ', '-', '  ', '–', '.', '\u200b', '*', '\n', ' - ')

describe('a token', () => {
  test('has a known value, so that a release of tomorrow derives the tokens of today', () => {
    expect(deriveToken(Buffer.alloc(32), Buffer.alloc(16, 7))).toBe('ZMEGGA1Z')
  })

  test('is eight characters that nobody confuses, another one for each nonce and key', () => {
    const all = Array.from({ length: 2_000 }, () => deriveToken(key, randomBytes(16)))
    for (const token of all) expect(token).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(new Set(all).size).toBe(2_000)
    const nonce = randomBytes(16)
    expect(deriveToken(key, nonce)).toBe(deriveToken(key, nonce))
    expect(deriveToken(randomBytes(32), nonce)).not.toBe(deriveToken(key, nonce))
  })

  test('is uniform in each of its places', () => {
    const counts = Array.from({ length: 8 }, () => new Map<string, number>())
    for (let index = 0; index < 20_000; index++)
      for (const [place, letter] of [...deriveToken(key, randomBytes(16))].entries())
        counts[place]?.set(letter, (counts[place].get(letter) ?? 0) + 1)
    for (const count of counts) {
      const chiSquare = [...count.values()].reduce((sum, seen) => sum + (seen - 625) ** 2 / 625, 0)
      // 31 degrees of freedom: above this in fewer than one of 100,000 runs.
      expect(chiSquare).toBeLessThan(79)
    }
  })

  test('has one hash for each key, tenant and mode', () => {
    const owner = { tenantId: newUuid(), mode: 'live' }
    const hashes = [
      hashToken(key, owner, '7K3M9QXA'),
      hashToken(randomBytes(32), owner, '7K3M9QXA'),
      hashToken(key, { ...owner, mode: 'test' }, '7K3M9QXA'),
      hashToken(key, { ...owner, tenantId: newUuid() }, '7K3M9QXA'),
      hashToken(key, owner, '7K3M9QXB'),
    ]
    expect(new Set(hashes).size).toBe(5)
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(hashToken(key, owner, '7K3M9QXA')).toBe(hashes[0])
  })
})

test('the prepared text is plain ASCII, and its link opens the chat with it', () => {
  expect(proofText('7K3M9QXA')).toBe('Verify HAWK-7K3M-9QXA')
  expect(chatLink('+12025550100', 'Verify HAWK-7K3M-9QXA')).toBe(
    'https://wa.me/12025550100?text=Verify%20HAWK-7K3M-9QXA',
  )
})

describe('a token is found in a message', () => {
  test.each([
    'Verify HAWK-7K3M-9QXA',
    'verify hawk-7k3m-9qxa',
    'HAWK7K3M9QXA',
    'hawk 7k3m 9qxa',
    'Hello! My code is HAWK-7K3M-9QXA, thank you',
    '7K3M-9QXA',
    '7k3m9qxa',
    'here: 7K3M 9QXA please',
    '7 K 3 M 9 Q X A',
    '*Verify* _HAWK-7K3M-9QXA_',
    '“Verify HAWK–7K3M–9QXA”',
    'Ｖｅｒｉｆｙ ＨＡＷＫ－７Ｋ３Ｍ－９ＱＸＡ',
    '\u202aVerify HAWK-\u200b7K3M-9QXA\u202c',
    'HAWK HAWK-7K3M-9QXA',
    'Verify\nHAWK-7K3M-9QXA\n🦅',
    'تحقق HAWK-7K3M-9QXA',
  ])('%j', (text) => expect(readTokens(text)).toContain('7K3M9QXA'))

  test('in any case, with any words around it and anything between its characters', () => {
    fc.assert(
      fc.property(
        tokens,
        words,
        words,
        fc.array(gap, { minLength: 12, maxLength: 12 }),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        (token, before, after, gaps, lower) => {
          const written = [...`HAWK${token}`]
            .map((letter, index) => (lower[index] ? letter.toLowerCase() : letter) + gaps[index])
            .join('')
          expect(readTokens(`${before}${written}${after}`)).toContain(token)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('whichever way its zeros and ones were read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('0', '1', 'K'), { minLength: 8, maxLength: 8 }),
        fc.array(fc.nat(4), { minLength: 8, maxLength: 8 }),
        (token, choice) => {
          const written = token.map((letter, index) => {
            const likes = letter === '0' ? '0oO' : letter === '1' ? '1iIlL' : 'kK'
            return likes.charAt((choice[index] ?? 0) % likes.length)
          })
          expect(readTokens(`Verify HAWK-${written.join('')}`)).toContain(token.join(''))
        },
      ),
    )
  })
})

describe('what is no token is none', () => {
  test.each([
    '',
    'Hello, is the shop open today?',
    'STOP',
    'HAWK',
    'HAWK-7K3M',
    'Verify HAWK-7K3M-9QX',
    'HAWK-UUUU-UUUU',
    '+1 415 555 0100',
    '🦅'.repeat(100),
  ])('%j', (text) => expect(readTokens(text)).not.toContain('7K3M9QXA'))

  test('and of what only looks like one, no more than eight are looked up', () => {
    const many = Array.from({ length: 500 }, () => `HAWK-${deriveToken(key, randomBytes(16))}`).join(' ')
    expect(readTokens(many)).toHaveLength(8)
  })

  test('a text of three mebibytes, whatever it is made of, is read at once', () => {
    const mebibytes = 3 * 1024 * 1024
    for (const part of ['HAWK', 'H ', 'H-', 'HAWK-7K3M9QX-', 'A', ' ', '\u0301', '0 ']) {
      const startedAt = performance.now()
      readTokens(part.repeat(mebibytes / part.length))
      expect(performance.now() - startedAt).toBeLessThan(200)
    }
  })
})
