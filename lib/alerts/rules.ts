import { type SignalFacts, shownPrefix } from '@/lib/alerts/schema'
import { networkAround } from '@/lib/core/address-range'
import { fromTypeId, type IdKind, idPrefixes } from '@/lib/core/ids'

const hidden = '[hidden]'
const isEmail = /\S@\S/
const isPhone = /\+?\d[\d\s().-]{6,}\d/
/** Keys, tokens, hashes: long, and of the letters that those are made of. */
const isSecret = /[A-Za-z0-9_+/=-]{24,}/
const factLength = 120
const factsLimit = 20

/** Facts as an alert may tell them: ids stay, addresses become networks, and what could be a secret or a person goes. */
export function harmless(facts: SignalFacts): SignalFacts {
  return Object.fromEntries(
    Object.entries(facts)
      .slice(0, factsLimit)
      .map(([name, value]) => [name.slice(0, 40), typeof value === 'string' ? harmlessText(value) : value]),
  )
}

function harmlessText(text: string): string {
  if (isId(text) || isInstant(text)) return text
  const told = text.replaceAll(/[^\s(),;]+/g, (word) => networkAround(word, shownPrefix) ?? word)
  const rest = told.replaceAll(network, '')
  return isEmail.test(rest) || isPhone.test(rest) || isSecret.test(rest) ? hidden : told.slice(0, factLength)
}

const network = /(?<![\w.:])[\da-f.:]+\/\d{1,3}(?![\w.])/gi
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

export function isId(text: string): boolean {
  return isUuid(text) || uuidOfTypeId(text) !== null
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text)
}

/** Rows name things by their UUIDs, whichever way they were told. */
export function plainSubject(subject: string): string {
  return uuidOfTypeId(subject) ?? subject
}

function uuidOfTypeId(text: string): string | null {
  for (const kind of Object.keys(idPrefixes))
    if (isIdKind(kind) && text.startsWith(`${idPrefixes[kind]}_`)) return fromTypeId(kind, text)
  return null
}

function isIdKind(text: string): text is IdKind {
  return Object.hasOwn(idPrefixes, text)
}
