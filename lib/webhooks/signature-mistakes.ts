import { createHmac } from 'node:crypto'
import type { SignatureVerdict } from '@/lib/webhooks/signature-schema'

type Variant<T> = { value: T; mistakes: SignatureVerdict[] }
export type Parts = { id: string; timestamp: string; body: string }

/** One signature of the header, read in every way that somebody may have meant it. */
export function readingsOf(token: string): Variant<Buffer>[] {
  const bare = token.replace(/^v1[,=:]|^sha256=/, '')
  const version: SignatureVerdict[] = token.startsWith('v1,') ? [] : ['signature_without_version']
  if (/^[0-9a-f]{64}$/i.test(bare))
    return [{ value: Buffer.from(bare, 'hex'), mistakes: ['signature_hex', ...version] }]
  const isPlain = /^[A-Za-z0-9+/]+={0,2}$/.test(bare) && bare.length % 4 === 0
  if (!isPlain && !/^[\w+/-]+={0,2}$/.test(bare)) return []
  return [
    {
      value: Buffer.from(bare, 'base64'),
      mistakes: [...(isPlain ? [] : ['signature_base64url' as const]), ...version],
    },
  ]
}

/**
 * The classical mistakes of who verifies or signs, found by making each of them: the combination with the fewest that
 * gives one of these signatures, or undefined. Empty is right.
 */
export function findMistakes(
  secret: string,
  tokens: readonly string[],
  parts: Parts,
): SignatureVerdict[] | undefined {
  const readings = tokens.flatMap(readingsOf)
  if (readings.length === 0) return undefined
  const found = candidates(secret, parts).flatMap(({ value, mistakes }) =>
    readings
      .filter((reading) => reading.value.equals(value()))
      .map((reading) => [...mistakes, ...reading.mistakes]),
  )
  return found.sort((one, other) => one.length - other.length)[0]
}

/** Whether one of the signatures is the right one, and nothing else. */
export function isSigned(secret: string, tokens: readonly string[], { id, timestamp, body }: Parts): boolean {
  const [, bare] = /^(?:whsec_)?([A-Za-z0-9+/]+={0,2})$/.exec(secret) ?? []
  if (!bare) return false
  const key = Buffer.from(bare, 'base64')
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest()
  return tokens
    .flatMap(readingsOf)
    .some(({ value, mistakes }) => mistakes.length === 0 && value.equals(expected))
}

function candidates(secret: string, parts: Parts): Variant<() => Buffer>[] {
  const hashes: Variant<string>[] = [
    { value: 'sha256', mistakes: [] },
    { value: 'sha1', mistakes: ['wrong_hash'] },
    { value: 'sha512', mistakes: ['wrong_hash'] },
  ]
  const contents = contentsOf(parts)
  return keysOf(secret).flatMap((key) =>
    contents.flatMap((content) =>
      hashes.map((hash) => ({
        value: () => createHmac(hash.value, key.value).update(content.value).digest(),
        mistakes: [...key.mistakes, ...content.mistakes, ...hash.mistakes],
      })),
    ),
  )
}

function keysOf(secret: string): Variant<Buffer>[] {
  const trimmed = secret.trim().replace(/^(['"])(.*)\1$/, '$2')
  const around: SignatureVerdict[] = trimmed === secret ? [] : ['secret_has_spaces']
  const bare = trimmed.replace(/^whsec_/, '')
  return [
    { value: Buffer.from(bare, 'base64'), mistakes: around },
    { value: Buffer.from(trimmed), mistakes: [...around, 'secret_not_decoded'] },
    { value: Buffer.from(bare), mistakes: [...around, 'secret_not_decoded'] },
    { value: Buffer.from(trimmed, 'base64'), mistakes: [...around, 'secret_prefix_kept'] },
  ]
}

function contentsOf({ id, timestamp, body }: Parts): Variant<string>[] {
  return [
    { value: `${id}.${timestamp}.${body}`, mistakes: [] },
    { value: body, mistakes: ['signed_body_only'] },
    { value: `${id}.${body}`, mistakes: ['signed_without_timestamp'] },
    { value: `${timestamp}.${body}`, mistakes: ['signed_without_id'] },
    { value: `${timestamp}.${id}.${body}`, mistakes: ['signed_in_other_order'] },
    { value: `${id}${timestamp}${body}`, mistakes: ['signed_without_dots'] },
    { value: `${id}.${timestamp}000.${body}`, mistakes: ['signed_with_milliseconds'] },
    ...lineEndsOf(body).map((value) => ({
      value: `${id}.${timestamp}.${value}`,
      mistakes: ['body_line_end' as const],
    })),
    ...reserialised(body).map((value) => ({
      value: `${id}.${timestamp}.${value}`,
      mistakes: ['body_reserialised' as const],
    })),
  ]
}

function lineEndsOf(body: string): string[] {
  const unmarked = body.replace(/^\uFEFF/, '')
  const all = [
    unmarked,
    unmarked.trim(),
    `${unmarked}\n`,
    `${unmarked}\r\n`,
    unmarked.replaceAll('\r\n', '\n'),
    unmarked.replaceAll(/\r?\n/g, '\r\n'),
    `\uFEFF${body}`,
  ]
  return all.filter((value) => value !== body)
}

/** As JavaScript, Python, PHP and people's editors write the same JSON. */
function reserialised(body: string): string[] {
  const value = parsed(body)
  if (value === undefined) return []
  const compact = JSON.stringify(value)
  const spaced = spacedOut(compact)
  const all = [
    compact,
    spaced,
    inAscii(spaced),
    inAscii(compact),
    inAscii(compact).replaceAll('/', '\\/'),
    compact.replaceAll('/', '\\/'),
    JSON.stringify(value, null, 2),
    JSON.stringify(value, null, 4),
    JSON.stringify(value, null, '\t'),
  ]
  return [...new Set(all)].filter((text) => text !== body)
}

/** Undefined is for what is no JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** A space after each comma and colon outside strings, as Python's `json.dumps` has it. */
function spacedOut(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"|[,:]/g, (part) => (part.length === 1 ? `${part} ` : part))
}

function inAscii(json: string): string {
  return json.replaceAll(
    /[\u0080-\uFFFF]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
