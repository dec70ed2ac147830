import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { sign } from '../webhooks.js'

/** As long as a delivery waits. */
const answerMilliseconds = 15_000

/**
 * @typedef {import('./feed.js').Event} Event
 * @typedef {{ statusCode?: number, error?: string, isRefused?: boolean, milliseconds: number }} Outcome
 */

/**
 * What an endpoint would be posted, byte for byte.
 *
 * @param {Event} event
 */
export function bodyOf({ id, type, timestamp, mode, data }) {
  return JSON.stringify({ id, type, timestamp, mode, data })
}

/**
 * One attempt, as a delivery makes it: signed now, redirects not followed. Never throws.
 *
 * @param {Event} event
 * @param {{ target: URL, secret: string, signal: AbortSignal }} to
 * @returns {Promise<Outcome>}
 */
export async function forward(event, { target, secret, signal }) {
  const body = bodyOf(event)
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'hawksend-cli/0.1.0',
    ...(await sign(body, { id: event.id, secret })),
  }
  const startedAt = performance.now()
  const answer = await post({ target, headers, body, signal })
  return { ...answer, milliseconds: Math.round(performance.now() - startedAt) }
}

/**
 * @param {{ target: URL, headers: Record<string, string>, body: string, signal: AbortSignal }} what
 * @returns {Promise<{ statusCode?: number, error?: string, isRefused?: boolean }>}
 */
function post({ target, headers, body, signal }) {
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(target.hostname)
  const until = AbortSignal.any([AbortSignal.timeout(answerMilliseconds), signal])
  const options = { method: 'POST', headers, signal: until, agent: false }
  return new Promise((resolve) => {
    /** @param {import('node:http').IncomingMessage} answer */
    const answered = (answer) => {
      answer.resume()
      answer.on('error', () => {})
      answer.on('close', () => resolve({ statusCode: answer.statusCode }))
    }
    // A certificate of one's own making is the usual one on localhost.
    const outgoing =
      target.protocol === 'https:'
        ? requestHttps(target, { ...options, rejectUnauthorized: !isLocal }, answered)
        : requestHttp(target, options, answered)
    outgoing.on('error', (error) => {
      const code = 'code' in error ? String(error.code) : error.message
      if (error.name === 'AbortError' || error.name === 'TimeoutError')
        resolve({ error: signal.aborted ? 'stopped' : 'no answer within 15 s' })
      else resolve({ error: code, isRefused: code === 'ECONNREFUSED' })
    })
    outgoing.end(body)
  })
}
