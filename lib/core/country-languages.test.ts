import { type CountryCode, getCountries, getExampleNumber } from 'libphonenumber-js'
import examples from 'libphonenumber-js/examples.mobile.json'
import { expect, test } from 'vitest'
import { countryLanguages } from './country-languages'

const mobileOf = (country: CountryCode) => getExampleNumber(country, examples)?.number ?? ''

test.each([
  ['BR', 'pt_BR'],
  ['PT', 'pt_PT'],
  ['MX', 'es_MX'],
  ['AR', 'es_AR'],
  ['CO', 'es'],
  ['ES', 'es_ES'],
  ['DE', 'de'],
  ['FR', 'fr'],
  ['IN', 'hi'],
  ['ID', 'id'],
  ['US', 'en_US'],
  ['GB', 'en_GB'],
  ['RU', 'ru'],
  ['SA', 'ar'],
  ['HK', 'zh_HK'],
] as const)('a number of %s is written to in %s', (country, language) => {
  expect(countryLanguages(mobileOf(country))[0]).toBe(language)
})

test('a country is known by its own digits where it shares a calling code with another language', () => {
  expect(countryLanguages('+18095550100')).toEqual(['es'])
  expect(countryLanguages('+17875550100')).toEqual(['es'])
  expect(countryLanguages('+14155550100')).toEqual(['en_US'])
  expect(countryLanguages('+77012345678')).toEqual(['ru', 'kk'])
})

test('every language is one that WhatsApp has templates in, and no number breaks the look-up', () => {
  const languages = getCountries().flatMap((country) => countryLanguages(mobileOf(country)))
  for (const language of languages) expect(language).toMatch(/^[a-z]{2,3}(_[A-Z]{2})?$/)
  expect(new Set(languages).size).toBeGreaterThan(50)
  for (const odd of ['', '+', '+999', '+0000000']) expect(countryLanguages(odd)).toEqual([])
})
