import { expect, test } from 'vitest'
import { countriesOf, countryCodes } from './countries'

test.each([
  ['+2348012345678', ['NG']],
  ['+4915112345678', ['DE']],
  ['+12025550100', ['US']],
  ['+14165550100', ['CA']],
  ['+18765550100', ['JM']],
  ['+17875550100', ['PR']],
  ['+77011234567', ['KZ']],
  ['+79161234567', ['RU']],
  ['+447781123456', ['GG']],
  ['+447400123456', ['GB']],
  ['+212612345678', ['MA']],
  ['+80012345678', []],
  ['+88213300655', []],
])('%s is in %j', (phone, countries) => {
  expect(countriesOf(phone)).toEqual(countries)
  expect(countriesOf(phone)).toEqual(countries)
})

test('a number in no plan may be in any country that shares its calling code', () => {
  expect(countriesOf('+15550100001')).toEqual(expect.arrayContaining(['US', 'CA', 'JM']))
  expect(countriesOf('+15550100001')).not.toContain('GB')
})

test('all numbers of a block are in the same country', () => {
  for (const block of ['+1202555', '+1876555', '+4477811', '+4477009', '+7701123']) {
    const all = ['0000', '0001', '4711', '9999'].map((last) => countriesOf(block + last).join())
    expect(new Set(all).size).toBe(1)
  }
})

test('countries are ISO 3166 codes', () => {
  expect(countryCodes.length).toBeGreaterThan(240)
  for (const code of countryCodes) expect(code).toMatch(/^[A-Z]{2}$/)
})
