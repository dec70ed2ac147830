import { policy } from '@/lib/core/policy'
import { findMistakes, isSigned, parsed, readingsOf } from '@/lib/webhooks/signature-mistakes'
import type { SignatureExplanation, SignatureStep, SignatureVerdict } from '@/lib/webhooks/signature-schema'
import { signatureWords } from '@/lib/webhooks/signature-words'

const { toleranceSeconds: tolerance, secret: made } = policy.webhooks

type Given = {
  /** What to verify with; any of them may hold. */
  secrets: readonly string[]
  /** By their names in any case; a value holds the several lines of one name, apart by `\n`. */
  headers: Record<string, string>
  body: string
  now: Date
  /** Secrets of the same mode that are not among `secrets`, to tell whether it is one of them. */
  known?: readonly { secret: string; is: 'current' | 'retired' }[]
  /** The mode that is looked at. */
  mode?: string
}

/** The verdict may name where it was found and say more than its words. */
class Fault extends Error {
  constructor(
    readonly verdict: SignatureVerdict,
    readonly step: string,
    readonly more = '',
  ) {
    super(verdict)
  }
}

/**
 * Whether a delivery's signature holds, and if not, why: the classical mistakes are recognised by making each of them.
 * It never says what the signature should have been: that would let anybody sign who may only look.
 */
export function explainSignature(given: Given): SignatureExplanation {
  const steps: SignatureStep[] = []
  const passed = (name: string, detail: string) => steps.push({ name, ok: true, detail })
  try {
    return { verdict: 'valid', ...signatureWords.valid, ...inspect(given, passed), steps }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const { title, detail, fix } = signatureWords[error.verdict]
    const whole = error.more ? `${detail} ${error.more}` : detail
    steps.push({ name: error.step, ok: false, detail: error.more || title })
    return { verdict: error.verdict, title, detail: whole, fix, steps }
  }
}

type Passed = (name: string, detail: string) => void

function inspect(given: Given, passed: Passed): { detail?: string } {
  const { id, timestamp, signature } = readHeaders(given.headers)
  passed('Headers', 'All three are there, once each.')
  const seconds = readTimestamp(timestamp)
  passed('Timestamp', `Unix seconds: ${new Date(seconds * 1_000).toISOString()}.`)
  const tokens = signature.split(/\s+/).filter(Boolean)
  const secrets = readSecrets(given.secrets)
  passed('Secret', secrets.length === 1 ? 'One to try.' : `${secrets.length} to try: each that signs now.`)
  compare({ ...given, secrets }, tokens, { id, timestamp, body: given.body })
  const count = tokens.length === 1 ? 'It matches.' : `One of the ${tokens.length} matches.`
  passed('Signature', count)
  checkAge(seconds, given.now)
  passed('Age', `Within ${tolerance / 60} minutes of now.`)
  return {}
}

function readHeaders(headers: Record<string, string>) {
  const all = Object.entries(headers).map(([name, value]) => [name.trim().toLowerCase(), value] as const)
  const linesOf = (name: string) =>
    all.flatMap(([other, value]) => (other === name ? value.split('\n') : [])).map((line) => line.trim())
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
  const missing = names.filter((name) => !linesOf(name).some(Boolean))
  if (missing.length > 0) {
    const svix = all.some(([name]) => name.startsWith('svix-'))
    const hint = svix ? ' There are `svix-` headers: ours begin with `webhook-`.' : ''
    throw new Fault('header_missing', 'Headers', `Missing: ${missing.map(inCode).join(', ')}.${hint}`)
  }
  const repeated = names.filter((name) => linesOf(name).filter(Boolean).length > 1)
  if (repeated.length > 0)
    throw new Fault('header_repeated', 'Headers', `More than once: ${repeated.map(inCode).join(', ')}.`)
  const [id = '', timestamp = '', signature = ''] = names.map((name) => linesOf(name).find(Boolean) ?? '')
  return { id, timestamp, signature }
}

function readTimestamp(text: string): number {
  if (!/^\d{1,13}$/.test(text)) throw new Fault('timestamp_not_seconds', 'Timestamp')
  const number = Number(text)
  if (number >= 1e11) throw new Fault('timestamp_in_milliseconds', 'Timestamp')
  return number
}

function readSecrets(secrets: readonly string[]): string[] {
  const given = secrets.filter((secret) => secret.trim() !== '')
  if (given.length === 0) throw new Fault('secret_missing', 'Secret')
  if (given.some((secret) => /^\s*['"]?(wsa|sk|pk)_(live|test)_/.test(secret)))
    throw new Fault('secret_is_api_key', 'Secret')
  return given
}

type Parts = { id: string; timestamp: string; body: string }

function compare({ secrets, known = [], mode }: Given, tokens: string[], parts: Parts): void {
  if (secrets.some((secret) => isSigned(secret, tokens, parts))) return
  const found = secrets.flatMap((secret) => {
    const mistakes = findMistakes(secret, tokens, parts)
    return mistakes ? [mistakes] : []
  })
  const [best] = found.sort((one, other) => one.length - other.length)
  const [mistake, ...others] = best ?? []
  if (mistake) throw new Fault(mistake, 'Signature', alsoWrong(others))
  const other = known.find(({ secret }) => isSigned(secret, tokens, parts))
  if (other) throw new Fault(other.is === 'retired' ? 'secret_is_retired' : 'secret_is_another', 'Signature')
  throwForForm(tokens)
  if (!secrets.some(isWellFormed)) throw new Fault('secret_malformed', 'Secret')
  throwForBody(parts, mode)
  throw new Fault('no_match', 'Signature')
}

function alsoWrong(others: SignatureVerdict[]): string {
  if (others.length === 0) return ''
  const titles = others.map((verdict) => lowerFirst(signatureWords[verdict].title))
  return `And ${titles.join(', and ')}.`
}

/** No signature of the header has the form of ours. */
function throwForForm(tokens: string[]): void {
  const isOurs = (token: string) =>
    token.startsWith('v1,') && readingsOf(token).some(({ value, mistakes }) => fits(value, mistakes))
  if (tokens.some(isOurs)) return
  if (tokens.every((token) => token.startsWith('v1a,'))) throw new Fault('signature_asymmetric', 'Signature')
  const readings = tokens.flatMap(readingsOf)
  const odd = readings.find(({ value }) => value.length === 32)?.mistakes[0]
  if (odd) throw new Fault(odd, 'Signature', 'And it does not match, either.')
  throw new Fault('signature_wrong_length', 'Signature')
}

function fits(value: Buffer, mistakes: SignatureVerdict[]): boolean {
  return value.length === 32 && mistakes.length === 0
}

function isWellFormed(secret: string): boolean {
  const bare = secret.trim().replace(/^whsec_/, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(bare) && Buffer.from(bare, 'base64').length >= made.bytes
}

/** What can be told of the body alone, knowing how we write ours. */
function throwForBody({ id, body }: Parts, mode: string | undefined): void {
  const value = parsed(body)
  if (value === undefined) throw new Fault('body_not_whole', 'Body')
  if (typeof value !== 'object' || value === null) return
  const { id: ownId, mode: ownMode } = { id: undefined, mode: undefined, ...value }
  if (typeof ownId === 'string' && ownId !== id) throw new Fault('body_of_other_event', 'Body')
  const compact = JSON.stringify(value)
  if (compact !== body && compact !== body.trim())
    throw new Fault('body_reserialised', 'Body', 'What we post has no spaces between its fields.')
  if (mode && typeof ownMode === 'string' && ownMode !== mode)
    throw new Fault('other_mode', 'Body', `The body says \`${ownMode === 'live' ? 'live' : 'test'}\`.`)
}

function checkAge(seconds: number, now: Date): void {
  const age = Math.round(now.getTime() / 1_000) - seconds
  if (age > tolerance) throw new Fault('timestamp_too_old', 'Age', `It is ${spanOf(age)} old.`)
  if (age < -tolerance) throw new Fault('timestamp_in_future', 'Age', `It is ${spanOf(-age)} ahead.`)
}

function spanOf(seconds: number): string {
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(seconds / unit))
  if (days && days > 1) return `${days} days`
  if (hours && hours > 1) return `${hours} hours`
  return minutes && minutes > 1 ? `${minutes} minutes` : `${seconds} seconds`
}

function inCode(text: string): string {
  return `\`${text}\``
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
