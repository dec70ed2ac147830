import { errorTable } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { isSecretName, looksSecret } from '@/lib/requests/secret-names'

export const redacted = '[redacted]'
const cutMark = '[cut]'
const { cut, secrets: secretsLimit } = policy.requestLog

export type Rules = {
  /** The members that there are at the top; null when all are ours. What has another name may be a mistyped secret. */
  known: ReadonlySet<string> | null
  /** Names that are secret here, beside those that are everywhere. */
  secrets: ReadonlySet<string>
  /** Whether the caller wrote it. In what we wrote, a `code` of words is an error's. */
  isOurs: boolean
  /** Whether a code goes in here: one may then stand in the wrong member. */
  takesCode: boolean
}

/** The values that may be shown nowhere in the log of this call; null when they are too many to look for. */
export type Hidden = readonly string[] | null

const bareDigits = /^\s*[0-9]{4,8}\s*$/

/** Shorter ones are no secrets, and would hide half of everything. */
const shortestHidden = 4

/** Every value that stands under a secret name, or under one that is not known, or that may be a code elsewhere. */
export function hiddenValues(value: unknown, rules: Rules): Hidden {
  const found = new Set<string>()
  const visit = (item: unknown, isSecret: boolean, isTop: boolean): void => {
    if (isLeaf(item)) {
      const text = String(item)
      const mayBeCode = rules.takesCode && bareDigits.test(text)
      if (mayBeCode) found.add(text.trim())
      else if (isSecret && text.length >= shortestHidden) found.add(text)
      return
    }
    if (Array.isArray(item)) for (const member of item) visit(member, isSecret, false)
    else if (isObject(item))
      for (const [name, member] of Object.entries(item))
        visit(member, isSecret || isKept(item, name, member, rules, isTop) === false, false)
  }
  visit(value, isMisshapen(value, rules), true)
  return found.size > secretsLimit ? null : [...found]
}

/**
 * The value as JSON text without its secrets, cut to what the log keeps. Guarantee: no hidden value of four characters
 * or more, and nothing that stands under a secret name, is in it.
 */
export function redactedJson(value: unknown, rules: Rules, hidden: Hidden): string {
  if (hidden === null) return quoted(redacted)
  let left = cut.body
  const spend = (text: string): string => {
    left -= text.length + 1
    return text
  }

  const write = (item: unknown, isTop: boolean): string => {
    if (isTop && isMisshapen(item, rules)) return quoted(redacted)
    if (Array.isArray(item)) return writeList(item)
    if (isObject(item)) return writeObject(item, isTop)
    return spend(leafJson(item, rules, hidden))
  }
  const writeList = (items: readonly unknown[]): string => {
    const parts: string[] = []
    for (const item of items) {
      if (left <= 0) return `[${[...parts, quoted(cutMark)].join(',')}]`
      parts.push(write(item, false))
    }
    return `[${parts.join(',')}]`
  }
  const writeObject = (object: object, isTop: boolean): string => {
    const parts: string[] = []
    for (const [name, member] of Object.entries(object)) {
      if (left <= 0) {
        parts.push(`"…":${quoted(cutMark)}`)
        break
      }
      const label = spend(quoted(safeText(name, hidden, cut.name)))
      const isShown = isKept(object, name, member, rules, isTop)
      parts.push(`${label}:${isShown ? write(member, false) : spend(quoted(redacted))}`)
    }
    return `{${parts.join(',')}}`
  }
  return write(value, true)
}

/** A text of the call, whole or cut, or the word that stands for it. What Postgres cannot hold is replaced. */
export function safeText(text: string, hidden: Hidden, length: number): string {
  if (hidden === null || looksSecret(text) || hidden.some((secret) => text.includes(secret))) return redacted
  const short = text.length > length ? `${text.slice(0, length)}…` : text
  return short.isWellFormed() && !short.includes('\0')
    ? short
    : short.toWellFormed().replaceAll('\0', '\ufffd')
}

function leafJson(item: unknown, { takesCode }: Rules, hidden: readonly string[]): string {
  if (!isLeaf(item)) return JSON.stringify(item) ?? 'null'
  const text = String(item)
  if (takesCode && bareDigits.test(text)) return quoted(redacted)
  const safe = safeText(text, hidden, cut.value)
  return typeof item === 'number' && safe === text ? JSON.stringify(item) : quoted(safe)
}

/** Bodies are objects; what else was sent is nothing that we know how to read. */
function isMisshapen(value: unknown, { known }: Rules): boolean {
  return known !== null && (!isObject(value) || Array.isArray(value))
}

/** Nothing and yes or no are no secrets, whatever they are called. */
function isKept(object: object, name: string, member: unknown, rules: Rules, isTop: boolean): boolean {
  if (isTop && rules.known && !rules.known.has(name)) return false
  if (rules.secrets.has(name)) return false
  if (rules.isOurs && isErrorCode(object, name)) return true
  if (name === 'text' && tokenBearers.some((bearer) => Object.hasOwn(object, bearer))) return false
  return !isSecretName(name) || member === null || typeof member === 'boolean'
}

/** Ours are words; those of Twilio's dialect are numbers, beside where they are explained. */
function isErrorCode(object: object, name: string): boolean {
  if (!/(^|_)code$/.test(name)) return false
  const code: unknown = Reflect.get(object, name)
  if (typeof code === 'number') return Object.hasOwn(object, 'more_info')
  return typeof code === 'string' && (Object.hasOwn(errorTable, code) || /^[a-z]+(_[a-z]+)+$/.test(code))
}

/** Beside one of these, a `text` is what a person is to send, the token in it. */
const tokenBearers = ['token', 'link', 'qr_svg']

function isLeaf(item: unknown): item is string | number {
  return typeof item === 'string' || typeof item === 'number'
}

function isObject(item: unknown): item is object {
  return typeof item === 'object' && item !== null
}

function quoted(text: string): string {
  return JSON.stringify(text)
}
