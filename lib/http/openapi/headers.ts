import type { Endpoint } from '@/lib/core/endpoint'
import { policy } from '@/lib/core/policy'
import type { Header, Parameter, Ref } from '@/lib/http/openapi/shape'

const { rateLimit, idempotency } = policy.api
const count = { type: 'integer', minimum: 0 } as const

export const headers = {
  'Request-Id': {
    description: 'The id of this request. Name it when you ask us about it.',
    required: true,
    schema: { type: 'string', pattern: '^req_[0-7][0-9a-hjkmnp-tv-z]{25}$' },
  },
  'Cache-Control': {
    description: 'No answer may be kept.',
    required: true,
    schema: { type: 'string', const: 'no-store' },
  },
  'RateLimit-Policy': {
    description: `How many requests the account may make in any ${rateLimit.windowSeconds} seconds, with all its keys together. Once the key is known.`,
    schema: { type: 'string', pattern: `^"tenant";q=\\d+;w=${rateLimit.windowSeconds}$` },
    example: `"tenant";q=1000;w=${rateLimit.windowSeconds}`,
  },
  RateLimit: {
    description: 'How many of them are left, and the seconds until there are more.',
    schema: { type: 'string', pattern: '^"tenant";r=\\d+;t=\\d+$' },
    example: '"tenant";r=987;t=12',
  },
  'X-RateLimit-Limit': { description: 'The limit, as a number.', schema: count },
  'X-RateLimit-Remaining': { description: 'What is left of it.', schema: count },
  'X-RateLimit-Reset': {
    description: 'Seconds until there is more.',
    schema: count,
  },
  'Retry-After': {
    description: 'Whole seconds to wait before the same request may go through.',
    required: true,
    schema: { type: 'integer', minimum: 1 },
    example: 1,
  },
  'WWW-Authenticate': {
    description: 'How to prove who you are.',
    required: true,
    schema: { type: 'string', enum: ['Bearer', 'Basic'] },
  },
  Allow: {
    description: 'The methods that the path has.',
    required: true,
    schema: { type: 'string', pattern: '^[A-Z]+(, [A-Z]+)*$' },
    example: 'GET, POST',
  },
  'Idempotency-Replayed': {
    description: '`true` when this is the answer to an earlier call with the same Idempotency-Key.',
    schema: { type: 'string', const: 'true' },
  },
} as const satisfies Record<string, Header>

type Name = keyof typeof headers

const everyAnswer: Name[] = ['Request-Id', 'Cache-Control']
const limitHeaders: Name[] = [
  'RateLimit-Policy',
  'RateLimit',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
]

/** The headers by these names, by reference. */
function referTo(names: Name[]): Record<string, Ref> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** The headers of an answer that went well. */
export function headersOfSuccess({ scope, method }: Pick<Endpoint, 'scope' | 'method'>): Record<string, Ref> {
  const replayed: Name[] = method === 'POST' ? ['Idempotency-Replayed'] : []
  return referTo(scope === 'none' ? everyAnswer : [...everyAnswer, ...limitHeaders, ...replayed])
}

/** The headers of a refusal with this status. A kept refusal is answered again like any other answer. */
export function headersOfRefusal(status: number): Record<string, Header | Ref> {
  const names = [...everyAnswer]
  if (status === 401) names.push('WWW-Authenticate')
  else if (status === 405) names.push('Allow')
  else names.push(...limitHeaders)
  if (status === 429 || status === 503) names.push('Retry-After')
  return status === 409
    ? { ...referTo(names), 'Retry-After': { ...headers['Retry-After'], required: false } }
    : referTo(names)
}

export const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: `The same key with the same body runs once: for ${idempotency.hours} hours every later call gets the first answer.`,
  schema: { type: 'string', minLength: 1, maxLength: idempotency.keyLength, pattern: '^[\\x20-\\x7e]+$' },
}
