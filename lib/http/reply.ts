import type { Dialect } from '@/lib/core/endpoint'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'
import type { ApiReply } from '@/lib/http/request'

export function jsonReply(status: number, requestId: string, value: object, dialect?: Dialect): ApiReply {
  return textReply(status, requestId, JSON.stringify(value), dialect)
}

/** JSON that is written already. */
export function textReply(status: number, requestId: string, body: string, dialect?: Dialect): ApiReply {
  const contentType = status < 400 || dialect ? 'application/json' : 'application/problem+json'
  return { status, headers: commonHeaders(toTypeId('request', requestId), contentType), body }
}

/**
 * Any error as problem+json (RFC 9457), or as the endpoint's dialect has it. What is not one of ours is logged and
 * says nothing but its request.
 */
export function errorReply(thrown: unknown, requestId: string, dialect?: Dialect): ApiReply {
  const error = asAppError(thrown)
  const publicId = toTypeId('request', requestId)
  if (error.status >= 500) log.error('request failed', { requestId: publicId, code: error.code, err: thrown })
  const { retryAfterSeconds, headers } = error.options
  const wait = retryAfterSeconds ?? (error.status === 429 || error.status === 503 ? 1 : undefined)
  const { status, body } = dialect?.refuse(error) ?? {
    status: error.status,
    body: problemOf(error, publicId),
  }
  const replyHeaders = commonHeaders(publicId, dialect ? 'application/json' : 'application/problem+json')
  if (error.status === 401) replyHeaders['www-authenticate'] = dialect ? 'Basic' : 'Bearer'
  if (wait !== undefined) replyHeaders['retry-after'] = String(wait)
  return { status, headers: Object.assign(replyHeaders, headers), body: JSON.stringify(body) }
}

function problemOf(error: AppError, publicId: string): object {
  const { detail, faults } = error.options
  return {
    type: `${env().APP_ORIGIN}/docs/errors/${error.code}`,
    title: error.title,
    status: error.status,
    code: error.code,
    detail,
    errors: faults,
    retryable: error.retryable,
    request_id: publicId,
  }
}

function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  return new AppError(isDatabaseAway(thrown) ? 'unavailable' : 'internal_error', { cause: thrown })
}

const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  '57P01',
  '57P02',
  '57P03',
  '53300',
])

function isDatabaseAway(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false
  return ('code' in thrown && awayCodes.has(String(thrown.code))) || isDatabaseAway(thrown.cause)
}

function commonHeaders(publicId: string, contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'cache-control': 'no-store',
    'request-id': publicId,
    'x-content-type-options': 'nosniff',
  }
}
