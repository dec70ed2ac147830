import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shownPart } from '@/lib/webhooks/answer-rules'

test('what fits is shown as it is', () => {
  expect(shownPart('', 8)).toEqual({ body: '', truncated: false })
  expect(shownPart('12345678', 8)).toEqual({ body: '12345678', truncated: false })
  expect(shownPart('ñññé', 8)).toEqual({ body: 'ñññé', truncated: false })
})

test.each([
  ['123456789', '12345678'],
  ['1234567é', '1234567'],
  ['123456€', '123456'],
  ['12345😀', '12345'],
  ['1234😀!', '1234😀'],
])('of %s no more than 8 bytes are shown, and no part of a character', (text, body) => {
  expect(shownPart(text, 8)).toEqual({ body, truncated: true })
})

test('whatever the text, what is shown is its beginning, fits, and leaves out less than one character more', () => {
  const wild = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(wild, fc.nat({ max: 80 }), (text, bytes) => {
      const { body, truncated } = shownPart(text, bytes)
      const size = Buffer.byteLength(body)
      expect(text.startsWith(body)).toBe(true)
      expect(truncated).toBe(Buffer.byteLength(text) > bytes)
      expect(size).toBeLessThanOrEqual(bytes)
      if (truncated) expect(size).toBeGreaterThan(bytes - 4)
    }),
  )
})
