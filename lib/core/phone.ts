import {
  getCountries,
  getCountryCallingCode,
  isPossiblePhoneNumber,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js'
import { z } from 'zod'

const e164 = /^\+[1-9]\d{6,14}$/

/**
 * Strict E.164: a plus, no separators, ASCII digits, and a length that the numbering plan of its country allows, or
 * allowed: Mexico dropped its mobile digit in 2019, and WhatsApp writes it to this day.
 */
export function isE164(text: string): boolean {
  return e164.test(text) && hasPossibleLength(text.replace(oldMexican, '+52$1'))
}

const oldMexican = /^\+521(\d{10})$/
/** The 9 stands before the area code, and as 15 behind it where a number is written as it is dialled at home. */
const argentineMobile = /^\+549(\d{10})$/
const argentineAtHome = /^\+54(?=\d{12}$)(11|[23]\d{2,3})15(\d{6,8})$/
/** Eight digits that begin with 6 to 9 were a mobile's until the ninth was put before them, between 2012 and 2016. */
const brazilianWithoutNinth = /^\+55([1-9]{2})([6-9]\d{7})$/

/**
 * One form of all the numbers that reach the same WhatsApp user: Mexico's and Argentina's mobile digit is left out,
 * Brazil's ninth digit put in. A landline stays as it is. For limits and look-ups only; what is called or shown stays
 * as it was written.
 */
export function canonicalPhone(phone: string): string {
  if (phone.startsWith('+52')) return phone.replace(oldMexican, '+52$1')
  if (phone.startsWith('+54'))
    return phone.replace(argentineMobile, '+54$1').replace(argentineAtHome, '+54$1$2')
  if (phone.startsWith('+55')) return phone.replace(brazilianWithoutNinth, '+55$19$2')
  return phone
}

/**
 * The number of whoever WhatsApp names by these digits, or null when they are none. WhatsApp still writes Mexico's
 * mobile digit, which E.164 no longer has. Lengths are not looked up: what comes from Meta reaches somebody.
 */
export function phoneOfWhatsAppId(digits: string): string | null {
  const phone = `+${digits}`
  if (!e164.test(phone)) return null
  return phone.startsWith('+521') ? canonicalPhone(phone) : phone
}

/**
 * `+91 98••• ••210`, `+1 415••• ••100`: enough to recognise one's own number, too little to call it. What is masked
 * already stays as it is.
 */
export function maskPhone(phone: string): string {
  if (phone.includes('•')) return phone
  const { countryCallingCode = '', nationalNumber = phone.slice(1) } = parsePhoneNumberFromString(phone) ?? {}
  const shown = Math.min(4 - countryCallingCode.length, nationalNumber.length - 3)
  const head = nationalNumber.slice(0, shown)
  return `+${countryCallingCode} ${head}••• ••${nationalNumber.slice(-3)}`
}

/** What the caller may have meant, when the text reads as a number of some country; else undefined. */
export function suggestE164(text: string): string | undefined {
  const ascii = text.normalize('NFKC').replace(/^00/, '+').trim()
  const digits = ascii.startsWith('+') ? ascii : `+${ascii}`
  const parsed = parsePhoneNumberFromString(digits)
  return parsed?.isPossible() && parsed.number !== text ? parsed.number : undefined
}

/** A phone number as the API takes it. Its fault is `recipient_invalid`, and names the number that was meant. */
export const PhoneNumber = z
  .string()
  .max(64)
  .superRefine((text, context) => {
    if (isE164(text)) return
    const suggestion = suggestE164(text)
    context.addIssue({
      code: 'custom',
      message: 'Must be E.164: a plus, the country code and the number, ASCII digits only.',
      params: { code: 'recipient_invalid', fix: suggestion ? `Did you mean ${suggestion}?` : undefined },
    })
  })
  .meta({
    id: 'PhoneNumber',
    description: 'A phone number in E.164, of a length that its country has.',
    pattern: e164.source,
    examples: ['+14155550100'],
  })

let lengths: Map<string, Set<number>> | undefined

/**
 * By libphonenumber's tables. Stricter than its parser, which lets a trunk prefix pass where E.164 has none, and
 * without its parsing, which would cost more than all the rest of a request's checks.
 */
function hasPossibleLength(text: string): boolean {
  lengths ??= lengthsByCallingCode()
  for (const digits of [1, 2, 3]) {
    const possible = lengths.get(text.slice(1, 1 + digits))
    if (possible) return possible.has(text.length - 1 - digits)
  }
  return isPossiblePhoneNumber(text)
}

function lengthsByCallingCode(): Map<string, Set<number>> {
  const table = new Map<string, Set<number>>()
  for (const country of getCountries()) {
    const metadata = new Metadata()
    metadata.selectNumberingPlan(country)
    const code = getCountryCallingCode(country)
    const known = table.get(code) ?? new Set<number>()
    for (const length of metadata.numberingPlan?.possibleLengths() ?? []) known.add(length)
    table.set(code, known)
  }
  return table
}
