import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalPhone } from './phone'
import { phoneVariants } from './phone-variants'

test.each([
  ['+5215512345678', '+525512345678'],
  ['+5491123456789', '+541123456789'],
  ['+5491123456789', '+54111523456789'],
  ['+5492211234567', '+54221151234567'],
  ['+5511987654321', '+551187654321'],
])('%s and %s are found by each other', (one, other) => {
  expect(phoneVariants(one)).toContain(other)
  expect(phoneVariants(other)).toContain(one)
})

test('a number of another country is written one way', () => {
  expect(phoneVariants('+14155550100')).toEqual(['+14155550100'])
})

test('all variants are one person, and finding by any of them finds the same', () => {
  const head = fc.constantFrom('+52', '+521', '+54', '+549', '+5411', '+55', '+5511', '+5591', '+1', '+49')
  const phone = fc.tuple(head, fc.stringMatching(/^[0-9]{6,11}$/)).map((parts) => parts.join(''))
  fc.assert(
    fc.property(phone, (written) => {
      const variants = phoneVariants(written)
      expect(variants).toContain(written)
      expect(variants).toContain(canonicalPhone(written))
      for (const variant of variants) expect(canonicalPhone(variant)).toBe(canonicalPhone(written))
    }),
  )
})
