import { z } from 'zod'
import type { Dialect, Endpoint } from '@/lib/core/endpoint'
import { AppError, type ErrorCode, errorTable, isErrorCode } from '@/lib/core/errors'
import { headersOfRefusal } from '@/lib/http/openapi/headers'
import type { Schemas } from '@/lib/http/openapi/schemas'
import type { Example, JsonSchema, Ref, Response } from '@/lib/http/openapi/shape'

const requestId = 'req_01kb5t9y8ze3xtfvb2m7c0qh4d'

/** The body of every refusal (RFC 9457). */
export const Problem = z
  .object({
    type: z.url().describe('The page about this code.'),
    title: z.string().describe('What the code means, in a sentence that never changes.'),
    status: z.int().describe('The HTTP status.'),
    code: z.string().describe('What programs should look at.'),
    detail: z.string().optional().describe('One sentence about this very case.'),
    errors: z
      .array(
        z.object({
          path: z.string().describe('Which field; empty for the whole body.'),
          message: z.string().describe('What is wrong with it.'),
          fix: z.string().optional().describe('What would be right, when we can tell.'),
        }),
      )
      .optional()
      .describe('Every fault of the input at once.'),
    retryable: z.boolean().describe('Whether the same request may go through later.'),
    request_id: z.string().describe('The id of this request, for support.'),
  })
  .meta({ id: 'Problem', description: 'Why a request was refused, as RFC 9457 has it.' })

/** Every code that the endpoint may refuse with, in the order of the table. */
export function errorCodesOf(endpoint: Endpoint, { takesPhone }: { takesPhone: boolean }): ErrorCode[] {
  const may = new Set<ErrorCode>([...ruleCodes(endpoint), ...(endpoint.errors ?? [])])
  if (takesPhone) may.add('recipient_invalid')
  return Object.keys(errorTable)
    .filter(isErrorCode)
    .filter((code) => may.has(code))
}

function ruleCodes({ scope, method, path, body, query, upload }: Endpoint): ErrorCode[] {
  if (scope === 'none') return ['method_not_allowed', 'internal_error']
  return [
    'api_key_missing',
    'api_key_invalid',
    'scope_missing',
    'ip_not_allowed',
    'https_required',
    'tenant_suspended',
    'method_not_allowed',
    'rate_limited',
    'internal_error',
    'unavailable',
    ...whenever(path.includes('{'), 'not_found'),
    ...whenever(body && !upload, 'malformed_json'),
    ...whenever(body, 'body_too_large', 'unsupported_media_type', 'validation_failed'),
    ...whenever(query, 'validation_failed'),
    ...whenever(
      method === 'POST',
      'idempotency_key_invalid',
      'idempotency_in_progress',
      'idempotency_key_reused',
    ),
  ]
}

function whenever(condition: unknown, ...codes: ErrorCode[]): ErrorCode[] {
  return condition ? codes : []
}

/** The answers that most operations share, by status. */
const sharedNames: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  413: 'BodyTooLarge',
  415: 'UnsupportedMediaType',
  500: 'InternalError',
  503: 'Unavailable',
}

/** Gathers what refusals look like: an example for each code, and an answer for each status of an operation. */
export function gatherProblems(schemas: Schemas, origin: string) {
  const responses: Record<string, Response> = {}
  const examples: Record<string, Example> = {}
  const codesOf: Record<string, string> = {}

  function responseOf(status: number, codes: ErrorCode[]): Response {
    const problem = schemas.named(Problem, 'output', 'Problem')
    for (const code of codes)
      examples[code] = { summary: errorTable[code].title, value: exampleOf(code, origin) }
    const own: JsonSchema = {
      type: 'object',
      properties: { status: { const: status }, code: { enum: codes } },
    }
    return {
      description: wordsOf(codes),
      headers: headersOfRefusal(status),
      content: {
        'application/problem+json': {
          schema: { allOf: [problem, own] },
          examples: Object.fromEntries(
            codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
          ),
        },
      },
    }
  }

  function dialectResponseOf(status: number, codes: ErrorCode[], dialect: Dialect): Response {
    const shown = codes.map((code): [string, Example] => [
      code,
      { summary: errorTable[code].title, value: dialect.refuse(new AppError(code)).body },
    ])
    return {
      description: wordsOf(codes),
      headers: headersOfRefusal(status),
      content: {
        'application/json': {
          schema: schemas.named(dialect.refusal, 'output', 'Refusal'),
          examples: Object.fromEntries(shown),
        },
      },
    }
  }

  /** By reference where the operation shares its codes with the others. */
  function sharedOf(status: number, codes: ErrorCode[]): Response | Ref {
    const name = sharedNames[status]
    if (!name) return responseOf(status, codes)
    codesOf[name] ??= codes.join()
    if (codesOf[name] !== codes.join()) return responseOf(status, codes)
    responses[name] ??= responseOf(status, codes)
    return { $ref: `#/components/responses/${name}` }
  }

  /** Answers by status, in the words of the dialect if there is one. A wrong method is told before any is known. */
  function refusals(codes: ErrorCode[], dialect?: Dialect): Record<string, Response | Ref> {
    const isPlain = (code: ErrorCode) => !dialect || code === 'method_not_allowed'
    const statusOf = (code: ErrorCode) =>
      dialect && !isPlain(code) ? dialect.refuse(new AppError(code)).status : errorTable[code].status
    const statuses = [...new Set(codes.map(statusOf))].sort((one, other) => one - other)
    return Object.fromEntries(
      statuses.map((status) => {
        const group = codes.filter((code) => statusOf(code) === status)
        return dialect && !group.every(isPlain)
          ? [status, dialectResponseOf(status, group, dialect)]
          : [status, sharedOf(status, group)]
      }),
    )
  }

  return { responses, examples, refusals }
}

function wordsOf(codes: ErrorCode[]): string {
  return codes.map((code) => `\`${code}\`: ${errorTable[code].title}.`).join('\n')
}

function exampleOf(code: ErrorCode, origin: string): z.infer<typeof Problem> {
  const { status, title, retryable } = errorTable[code]
  const faults = faultsOf(code)
  return {
    type: `${origin}/docs/errors/${code}`,
    title,
    status,
    code,
    ...(faults ? { errors: faults } : {}),
    retryable,
    request_id: requestId,
  }
}

function faultsOf(code: ErrorCode) {
  if (code === 'validation_failed') return [{ path: 'expriy', message: 'There is no such field.' }]
  if (code === 'recipient_invalid')
    return [
      {
        path: 'to',
        message: 'Must be E.164: a plus, the country code and the number, ASCII digits only.',
        fix: 'Did you mean +14155550100?',
      },
    ]
  return undefined
}
