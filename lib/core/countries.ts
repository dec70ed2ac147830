import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from 'libphonenumber-js'

/** ISO 3166-1 alpha-2, as far as they have numbers of their own. */
export const countryCodes: readonly string[] = getCountries()

let byCallingCode: Map<string, string[]> | undefined
const ofBlock = new Map<string, readonly string[]>()
const blockLimit = 10_000

/**
 * The countries that a number may be in; none for one of no country, as `+800` has them. Most calling codes are one
 * country's. Where some share one, the number's block of 10,000 decides, and where that is in no plan, all of them.
 */
export function countriesOf(phone: string): readonly string[] {
  byCallingCode ??= countriesByCallingCode()
  for (const digits of [1, 2, 3]) {
    const sharing = byCallingCode.get(phone.slice(1, 1 + digits))
    if (sharing) return sharing.length === 1 ? sharing : countriesOfBlock(phone, sharing)
  }
  return []
}

/** Parsing costs more than all the rest of the guard, so that a block is parsed once. */
function countriesOfBlock(phone: string, sharing: readonly string[]): readonly string[] {
  const first = `${phone.slice(0, -4)}0000`
  const known = ofBlock.get(first)
  if (known) return known
  if (ofBlock.size >= blockLimit) ofBlock.clear()
  const country = parsePhoneNumberFromString(first)?.country
  const countries = country ? [country] : sharing
  ofBlock.set(first, countries)
  return countries
}

function countriesByCallingCode(): Map<string, string[]> {
  const table = new Map<string, string[]>()
  for (const country of getCountries()) {
    const code = getCountryCallingCode(country)
    table.set(code, [...(table.get(code) ?? []), country])
  }
  return table
}
