import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js'
import { isE164 } from './phone'

/** ISO 3166-1 alpha-2 of a country with numbers of its own. */
export function isCountry(text: string): text is CountryCode {
  return getCountries().some((country) => country === text)
}

/**
 * The number in E.164 that somebody wrote as people do: with spaces and brackets, with 00 for the plus, or, where a
 * country is given, as it is dialled there. Null when it is none.
 */
export function readLoosePhone(text: string, country: string | null): string | null {
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(/^'(?=\+)/, '')
    .replace(/^00(?=[1-9])/, '+')
  if (isE164(written)) return written
  if (!/^[+\d][\d\s().\-/]{4,40}$/.test(written.replace(/^\(/, '0('))) return null
  const isWhole = written.startsWith('+')
  if (!isWhole && (country === null || !isCountry(country))) return null
  const parsed = parsePhoneNumberFromString(
    written,
    isWhole || !country || !isCountry(country) ? undefined : country,
  )
  return parsed?.isPossible() && isE164(parsed.number) ? parsed.number : null
}
