import type { Endpoint } from '@/lib/core/endpoint'
import { policy } from '@/lib/core/policy'
import type { Header, Parameter, Ref } from '@/lib/http/openapi/shape'

const { rateLimit, idempotency } = policy.api
const count = { type: 'integer', minimum: 0 } as const

/** In every answer once the tenant is known. */
const limits = {
  'RateLimit-Policy': {
    description: `How many requests the account may make in any ${rateLimit.windowSeconds} seconds, with all its keys together.`,
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
  'X-RateLimit-Reset': { description: 'Seconds until there is more.', schema: count },
} as const satisfies Record<string, Header>
const limitNames = Object.keys(limits)

/** The component of a limit's header where the answer may come before the tenant is known. */
const ifKnown = (name: string) => `${name}-IfKnown`

const others = {
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

type Name = keyof typeof others

export const headers: Record<string, Header> = {
  ...others,
  ...Object.fromEntries(
    Object.entries(limits).flatMap(([name, header]) => [
      [name, { ...header, required: true }],
      [ifKnown(name), header],
    ]),
  ),
}

const everyAnswer: Name[] = ['Request-Id', 'Cache-Control']

/** What may be refused before the key is known, or fail before the request is counted. */
const earlyStatuses = [403, 429, 500, 503]

/** The headers by these names, by reference. */
function referTo(names: Name[]): Record<string, Ref> {
  return Object.fromEntries(names.map((name) => [name, refTo(name)]))
}

function limitsIn(component: (name: string) => string): Record<string, Ref> {
  return Object.fromEntries(limitNames.map((name) => [name, refTo(component(name))]))
}

function refTo(component: string): Ref {
  return { $ref: `#/components/headers/${component}` }
}

const sameName = (name: string) => name

/** The headers of an answer that went well. */
export function headersOfSuccess({ scope, method }: Pick<Endpoint, 'scope' | 'method'>): Record<string, Ref> {
  if (scope === 'none') return referTo(everyAnswer)
  const replayed: Name[] = method === 'POST' ? ['Idempotency-Replayed'] : []
  return { ...referTo([...everyAnswer, ...replayed]), ...limitsIn(sameName) }
}

/** The headers of a refusal with this status. A kept refusal is answered again like any other answer. */
export function headersOfRefusal(status: number): Record<string, Header | Ref> {
  const common = referTo(everyAnswer)
  if (status === 401) return { ...common, ...referTo(['WWW-Authenticate']) }
  if (status === 405) return { ...common, ...referTo(['Allow']) }
  const counted = { ...common, ...limitsIn(earlyStatuses.includes(status) ? ifKnown : sameName) }
  if (status === 429 || status === 503) return { ...counted, ...referTo(['Retry-After']) }
  return status === 409
    ? { ...counted, 'Retry-After': { ...others['Retry-After'], required: false } }
    : counted
}

export const idempotencyKey: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: `The same key with the same body runs once: for ${idempotency.hours} hours every later call gets the first answer.`,
  schema: { type: 'string', minLength: 1, maxLength: idempotency.keyLength, pattern: '^[\\x20-\\x7e]+$' },
}
