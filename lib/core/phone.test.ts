import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomPhone } from './fixtures/random-phone'
import { isE164, maskPhone, PhoneNumber, phoneOfWhatsAppId, suggestE164 } from './phone'

const numbers = [
  '+14155550100',
  '+2348012345678',
  '+447700900123',
  '+919876543210',
  '+5511987654321',
  '+33612345678',
]

describe('a number', () => {
  test.each(numbers)('%s is one', (number) => {
    expect(isE164(number)).toBe(true)
    expect(PhoneNumber.parse(number)).toBe(number)
  })

  test('of the test mode is one', () => {
    for (let last = 1; last <= 6; last++) expect(isE164(`+1555010000${last}`)).toBe(true)
    for (let index = 0; index < 100; index++) expect(isE164(randomPhone())).toBe(true)
  })

  test.each([
    ['no plus', '14155550100'],
    ['two plusses', '++14155550100'],
    ['a full-width plus', '＋14155550100'],
    ['separators', '+1 (415) 555-0100'],
    ['an international prefix', '0014155550100'],
    ['a country code of 0', '+04155550100'],
    ['Arabic digits', '+1٤١٥٥٥٥٠١٠٠'],
    ['full-width digits', '+１４１５５５５０１００'],
    ['one full-width digit', '+1415555010０'],
    ['a zero-width space', '+1415555\u200b0100'],
    ['a direction mark', '\u202a+14155550100\u202c'],
    ['a soft hyphen', '+1415555\u00ad0100'],
    ['a byte order mark', '\ufeff+14155550100'],
    ['a NUL', '+14155550100\0'],
    ['a line break', '+14155550100\n'],
    ['a space before', ' +14155550100'],
    ['a space behind', '+14155550100 '],
    ['an extension', '+14155550100;ext=1'],
    ['a letter', '+1415555010O'],
    ['too few digits', '+1415555'],
    ['too many for E.164', '+1415555010012345'],
    ['one more than its country has', '+141555501001'],
    ['one fewer than its country has', '+1415555010'],
    ['a plus alone', '+'],
    ['nothing', ''],
  ])('with %s is refused', (_, text) => {
    expect(isE164(text)).toBe(false)
    expect(PhoneNumber.safeParse(text).success).toBe(false)
  })

  test.each([14155550100, null, undefined, {}, [], ['+14155550100'], true, Number.NaN])(
    'is a text, not %j',
    (value) => {
      expect(PhoneNumber.safeParse(value).success).toBe(false)
    },
  )

  test('is ASCII through and through, whatever comes', () => {
    const nearly = fc
      .tuple(fc.constantFrom(...numbers), fc.nat(13), fc.string({ unit: 'grapheme', maxLength: 2 }))
      .map(([number, at, text]) => number.slice(0, at) + text + number.slice(at + 1))
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'grapheme' })), (text) => {
        if (isE164(text)) expect(text).toMatch(/^\+[1-9][0-9]{6,14}$/)
        expect(PhoneNumber.safeParse(text).success).toBe(isE164(text))
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('a suggestion', () => {
  test.each([
    ['14155550100', '+14155550100'],
    ['0014155550100', '+14155550100'],
    ['+1 (415) 555-0100', '+14155550100'],
    [' +14155550100 ', '+14155550100'],
    ['+１４１５５５５０１００', '+14155550100'],
    ['+234 801 234 5678', '+2348012345678'],
    ['+44 (0)7700 900123', '+447700900123'],
  ])('for %j is %s', (text, number) => {
    expect(suggestE164(text)).toBe(number)
    const issue = PhoneNumber.safeParse(text).error?.issues[0]
    expect(issue).toMatchObject({ params: { code: 'recipient_invalid', fix: `Did you mean ${number}?` } })
  })

  test.each(['', 'hello', '+1', '12', '+14155550100'])('is not made for %j', (text) => {
    expect(suggestE164(text)).toBeUndefined()
  })

  test('is itself a number, and never breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const suggestion = suggestE164(text)
        if (suggestion !== undefined) expect(isE164(suggestion)).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })
})

test.each([
  ['14155550100', '+14155550100'],
  ['5215512345678', '+525512345678'],
  ['5491123456789', '+5491123456789'],
  ['551187654321', '+551187654321'],
  ['99912345678', '+99912345678'],
  ['', null],
  ['0123456789', null],
  ['+14155550100', null],
  ['US.90010000000000000143', null],
  ['1234567890123456', null],
])('the number of whoever WhatsApp calls %j is %j', (digits, phone) => {
  expect(phoneOfWhatsAppId(digits)).toBe(phone)
})

test('a masked number shows at most the first four and the last three digits', () => {
  expect(maskPhone('+919876543210')).toBe('+91 98••• ••210')
  for (const number of [...numbers, '+1234567']) {
    const shown = maskPhone(number).replaceAll(/\D/g, '')
    expect(shown.length).toBeLessThanOrEqual(7)
    expect(number.endsWith(shown.slice(-3))).toBe(true)
  }
})
