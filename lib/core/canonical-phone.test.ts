import fc from 'fast-check'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { canonicalPhone, isE164, suggestE164 } from './phone'

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
const areas = {
  two: fc.constant('11'),
  three: fc.stringMatching(/^[23]\d\d$/),
  four: fc.stringMatching(/^[23]\d{3}$/),
}
const typeOf = (phone: string) => parsePhoneNumberFromString(phone)?.getType()
const anyNumber = fc
  .tuple(
    fc.constantFrom('+52', '+521', '+54', '+549', '+5411', '+55', '+5531', '+1', '+49', '+'),
    digits(10),
    fc.nat(5),
  )
  .map(([code, national, cut]) => code + national.slice(0, 10 - cut))

describe('the ways to write one WhatsApp user’s number have one form', () => {
  test.each([
    ['+5215512345678', '+525512345678'],
    ['+5491123456789', '+541123456789'],
    ['+54111523456789', '+541123456789'],
    ['+54351152345678', '+543512345678'],
    ['+54296615234567', '+542966234567'],
    ['+553181234567', '+5531981234567'],
    ['+556281234567', '+5562981234567'],
    ['+551171234567', '+5511971234567'],
  ])('%s and %s', (written, other) => {
    expect(canonicalPhone(written)).toBe(canonicalPhone(other))
  })

  test('in Mexico: with the mobile digit and without', () => {
    fc.assert(
      fc.property(digits(10), (national) => {
        expect(canonicalPhone(`+521${national}`)).toBe(`+52${national}`)
      }),
    )
  })

  test('in Argentina: with the 9, without it, and with the 15 behind an area code of any length', () => {
    const number = fc.oneof(
      fc.tuple(areas.two, digits(8)),
      fc.tuple(areas.three, digits(7)),
      fc.tuple(areas.four, digits(6)),
    )
    fc.assert(
      fc.property(number, ([area, local]) => {
        const forms = [`+54${area}${local}`, `+549${area}${local}`, `+54${area}15${local}`]
        expect(new Set(forms.map(canonicalPhone))).toEqual(new Set([`+54${area}${local}`]))
        const parsed = parsePhoneNumberFromString(`+54${area}15${local}`)
        if (parsed?.isValid()) expect(canonicalPhone(parsed.number)).toBe(`+54${area}${local}`)
      }),
      { numRuns: 2_000 },
    )
  })

  test('in Brazil: with the ninth digit and without, in every area', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]{2}$/), fc.stringMatching(/^[6-9]\d{7}$/), (area, old) => {
        expect(canonicalPhone(`+55${area}${old}`)).toBe(`+55${area}9${old}`)
        expect(canonicalPhone(`+55${area}9${old}`)).toBe(`+55${area}9${old}`)
      }),
    )
  })

  test.each([
    ['a Brazilian whose account is older than the ninth digit', '+5531981234567', '553181234567'],
    ['a Brazilian of São Paulo', '+5511981234567', '5511981234567'],
    ['a Mexican', '+525512345678', '5215512345678'],
    ['an Argentine', '+541123456789', '5491123456789'],
    ['an Argentine with the 9', '+5493512345678', '5493512345678'],
    ['anybody else', '+12025550141', '12025550141'],
  ])('%s is found under the id that WhatsApp gives', (_, to, waId) => {
    expect(canonicalPhone(`+${waId}`)).toBe(canonicalPhone(to))
  })
})

describe('what libphonenumber knows is kept', () => {
  test('the form of a form is itself, and is a number', () => {
    fc.assert(
      fc.property(anyNumber, (phone) => {
        const once = canonicalPhone(phone)
        expect(canonicalPhone(once)).toBe(once)
        if (isE164(phone)) expect(isE164(once)).toBe(true)
      }),
      { numRuns: 5_000 },
    )
  })

  test('a landline is never rewritten', () => {
    let landlines = 0
    const written = fc
      .tuple(fc.constantFrom('+52', '+54', '+55', '+5511', '+5411', '+5255', '+54351'), digits(10), fc.nat(2))
      .map(([code, tail, more]) => (code + tail).slice(0, 13 + more - 1))
    fc.assert(
      fc.property(written, (phone) => {
        const parsed = parsePhoneNumberFromString(phone)
        if (parsed?.number !== phone || parsed.getType() !== 'FIXED_LINE') return
        landlines++
        expect(canonicalPhone(phone)).toBe(phone)
      }),
      { numRuns: 20_000 },
    )
    expect(landlines).toBeGreaterThan(300)
  })

  test('no two mobiles become one but for the digits named', () => {
    fc.assert(
      fc.property(anyNumber, (phone) => {
        const form = canonicalPhone(phone)
        if (form === phone) return
        expect([
          `+521${form.slice(3)}`,
          `+549${form.slice(3)}`,
          form.replace(/^(\+55\d\d)9/, '$1'),
        ]).toContain(phone.replace(/^\+54(?=\d{12}$)(\d{2,4}?)15/, '+549$1'))
      }),
      { numRuns: 5_000 },
    )
  })

  test('a Brazilian mobile stays one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+55[1-9]{2}[6-9]\d{7}$/), (phone) => {
        if (typeOf(canonicalPhone(phone)) !== undefined) expect(typeOf(canonicalPhone(phone))).toBe('MOBILE')
      }),
    )
  })
})

test('Mexico’s old mobile form is a number, and Argentina’s as dialled at home is told the right one', () => {
  expect(isE164('+5215512345678')).toBe(true)
  expect(isE164('+54111523456789')).toBe(false)
  expect(suggestE164('+54111523456789')).toBe('+5491123456789')
})
