import { expect, test } from 'vitest'
import { NewPassword, Password } from './password-schema'

test.each([
  ['eleven letters', 'abcdefghijk', false],
  ['twelve letters', 'abcdefghijkl', true],
  ['twelve letters with spaces around', '  abcdefghij ', true],
  ['eleven letters of two units each', '🔑'.repeat(11), false],
  ['twelve letters of two units each', '🔑'.repeat(12), true],
  ['512 letters of two units each', '🔑'.repeat(512), true],
  ['513 letters', 'a'.repeat(513), false],
  ['a megabyte', 'a'.repeat(1_048_576), false],
  ['nothing', '', false],
])('a new password of %s', (_, password, holds) => {
  expect(NewPassword.safeParse(password).success).toBe(holds)
})

test('neither letters of some kind nor of another are asked for', () => {
  for (const password of ['lowercase only it is', 'UPPERCASE ONLY IT IS', '384920175638291', '            '])
    expect(NewPassword.safeParse(password).success).toBe(true)
})

test('a password is taken to the letter, as it was typed', () => {
  for (const password of [' a b ', 'cafe\u0301 cafe\u0301', 'caf\u00e9 caf\u00e9', 'ＡＢＣ'])
    expect(Password.parse(password)).toBe(password)
})

test('a password that somebody has may be short: what they chose was for another to judge', () => {
  expect(Password.safeParse('x').success).toBe(true)
})
