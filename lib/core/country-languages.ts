import { getCountries, getCountryCallingCode } from 'libphonenumber-js'

/**
 * What people with a number of a country read, in the codes of WhatsApp's templates, best first. A country that is
 * not here speaks a language that WhatsApp has no templates in, leaves it to English, or shares its calling code and
 * its language with one that is.
 */
const byLanguages: Record<string, string> = {
  'es_MX es': 'MX',
  'es_AR es': 'AR UY PY',
  'es_ES es': 'ES GQ',
  es: 'BO CL CO CR CU DO EC GT HN NI PA PE PR SV VE',
  pt_BR: 'BR',
  pt_PT: 'PT AO CV GW MZ ST TL',
  fr: 'FR BJ BF BI CF CG CD CI CM DJ GA GF GN GP HT KM MC MG ML MQ NC NE PF PM RE SN TD TG WF',
  'fr ar': 'DZ MA TN',
  'de fr it': 'CH LI',
  de: 'DE AT',
  'fr de': 'LU',
  'nl fr': 'BE',
  nl: 'NL SR AW CW',
  it: 'IT SM',
  en_GB: 'GB GI FK SH',
  en_US: 'US',
  'hi en': 'IN',
  'ur en': 'PK',
  bn: 'BD',
  id: 'ID',
  ms: 'MY BN',
  'fil en': 'PH',
  th: 'TH',
  vi: 'VN',
  lo: 'LA',
  ja: 'JP',
  ko: 'KR',
  zh_CN: 'CN',
  zh_HK: 'HK MO',
  zh_TW: 'TW',
  ar: 'AE BH EG IQ JO KW LB LY MR OM PS QA SA SD SY YE',
  he: 'IL',
  fa: 'IR AF',
  tr: 'TR',
  'el tr': 'CY',
  el: 'GR',
  ru: 'RU BY',
  'ru kk': 'KZ',
  'ky_KG ru': 'KG',
  'ru uz': 'UZ',
  'uk ru': 'UA',
  az: 'AZ',
  ka: 'GE',
  ro: 'RO MD',
  bg: 'BG',
  sr: 'RS ME BA',
  sq: 'AL XK',
  hr: 'HR',
  sl: 'SI',
  mk: 'MK',
  hu: 'HU',
  cs: 'CZ',
  sk: 'SK',
  pl: 'PL',
  lt: 'LT',
  lv: 'LV',
  et: 'EE',
  'fi sv': 'FI',
  sv: 'SE',
  nb: 'NO',
  'da en': 'DK FO GL',
  ca: 'AD',
  'sw en': 'KE TZ',
  rw_RW: 'RW',
}

/** Countries that share a calling code with one of another language: the digits by which theirs begin. */
const leadingDigits: Record<string, readonly string[]> = {
  DO: ['1809', '1829', '1849'],
  PR: ['1787', '1939'],
  KZ: ['76', '77'],
}

const longestPrefix = 4
let languages: ReadonlyMap<string, readonly string[]> | undefined

/** The languages to write to this number in, best first; none when its country has none of its own. */
export function countryLanguages(phone: string): readonly string[] {
  languages ??= languagesByPrefix()
  for (let digits = longestPrefix; digits > 0; digits--) {
    const found = languages.get(phone.slice(1, 1 + digits))
    if (found) return found
  }
  return []
}

/** Asked for every send: a look-up in a map, where parsing the number would cost more than the rest of its checks. */
function languagesByPrefix(): Map<string, readonly string[]> {
  const table = new Map<string, readonly string[]>()
  for (const [list, countries] of Object.entries(byLanguages)) {
    for (const country of getCountries().filter((code) => countries.split(' ').includes(code))) {
      for (const prefix of leadingDigits[country] ?? [getCountryCallingCode(country)])
        table.set(prefix, list.split(' '))
    }
  }
  return table
}
