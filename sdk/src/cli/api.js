import { clean } from './print.js'

/** The API said no in a way that trying again does not change, or is not there. */
export class ApiError extends Error {}

/** It may go through later: after so many milliseconds, where the API said so. */
export class TryLater extends Error {
  /**
   * @param {string} message
   * @param {number} [afterMilliseconds]
   */
  constructor(message, afterMilliseconds) {
    super(message)
    this.afterMilliseconds = afterMilliseconds
  }
}

/** The cursor is none of this API's any more. */
export class CursorRefused extends Error {}

const requestMilliseconds = 30_000

/**
 * @typedef {{ type?: string, detail?: string, code?: string, title?: string, errors?: { path: string, message: string }[] }} Problem
 * @typedef {{ status: number, headers: Headers, value: unknown }} Answer
 * @typedef {{ apiKey: string, baseUrl: string }} Account
 */

/**
 * One call. Throws `ApiError`, `TryLater` or `CursorRefused`; anything else is an answer that holds.
 *
 * @param {Account} account
 * @param {{ method?: string, path: string, query?: Record<string, string>, body?: object, signal?: AbortSignal }} call
 * @returns {Promise<Answer>}
 */
export async function callApi(account, { method = 'GET', path, query = {}, body, signal }) {
  const url = `${account.baseUrl}${path}${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ''}`
  const { response, value } = await reach(url, {
    method,
    headers: {
      authorization: `Bearer ${account.apiKey}`,
      'user-agent': 'hawksend-cli/0.1.0',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    body: body && JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.any([AbortSignal.timeout(requestMilliseconds), ...(signal ? [signal] : [])]),
  })
  if (response.ok && typeof value === 'object' && value !== null)
    return { status: response.status, headers: response.headers, value }
  throw refusalOf(response, value, account)
}

/**
 * @param {string} url
 * @param {RequestInit} init
 */
async function reach(url, init) {
  try {
    const response = await fetch(url, init)
    return { response, value: parse(await response.text()) }
  } catch (error) {
    throw new TryLater(`${new URL(url).host} does not answer (${causeOf(error)})`)
  }
}

/**
 * @param {Response} response
 * @param {unknown} value
 * @param {Account} account
 */
function refusalOf({ status, headers }, value, { baseUrl }) {
  const problem = /** @type {Problem} */ (typeof value === 'object' && value !== null ? value : {})
  const fault = problem.errors?.[0]
  const said = clean(fault?.message ?? problem.detail ?? problem.title ?? '')
  if (status === 429 || status === 503)
    return new TryLater(said || `It answered ${status}`, retryAfter(headers))
  if (status >= 500 || status === 408) return new TryLater(`It answered ${status}`, retryAfter(headers))
  if (!problem.code)
    return new ApiError(`What answers at ${baseUrl} is not Hawk Send's API (${status}). Look at --base-url.`)
  if (status === 401)
    return new ApiError(
      'The API key was refused: it is mistyped, revoked or expired, or of another installation.',
    )
  if (problem.code === 'scope_missing')
    return new ApiError(`The API key may not do this. ${said} Make one that may on the API keys page.`)
  if (fault?.path === 'cursor') return new CursorRefused(said)
  return new ApiError(`${said || problem.code} (${status} ${clean(problem.code)})`)
}

/** @param {Headers} headers */
function retryAfter(headers) {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @param {unknown} error */
export function causeOf(error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return String(cause)
  if (cause.name === 'TimeoutError') return 'timeout'
  return 'code' in cause ? String(cause.code) : cause.message
}
