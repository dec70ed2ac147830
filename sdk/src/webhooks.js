/** @import { VerifyOptions, WebhookEvent, WebhookFault, WebhookHeaders, SignedHeaders } from './webhooks.js' */

const algorithm = { name: 'HMAC', hash: 'SHA-256' }
const encoder = new TextEncoder()

export class WebhookVerificationError extends Error {
  /**
   * @param {WebhookFault} code
   * @param {string} message
   */
  constructor(code, message) {
    super(message)
    this.name = 'WebhookVerificationError'
    this.code = code
  }
}

/**
 * As Standard Webhooks 1 has it. The comparison is WebCrypto's own, which takes the same time wherever they differ.
 *
 * @param {string | Uint8Array | ArrayBuffer} body
 * @param {WebhookHeaders} headers
 * @param {string | readonly string[]} secret
 * @param {VerifyOptions} [options]
 * @returns {Promise<WebhookEvent>}
 */
export async function verify(body, headers, secret, { toleranceSeconds = 300, now = new Date() } = {}) {
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature')
  checkAge(timestamp, toleranceSeconds, now)

  const bytes = bytesOf(body)
  const content = contentOf(id, timestamp, bytes)
  const given = signatures.split(' ').flatMap((signature) => {
    const [version, text] = signature.split(',')
    const decoded = version === 'v1' && text ? fromBase64(text) : undefined
    return decoded ? [decoded] : []
  })
  for (const one of typeof secret === 'string' ? [secret] : secret) {
    const key = await keyOf(one, 'verify')
    for (const signature of given)
      if (await crypto.subtle.verify(algorithm, key, signature, content))
        return JSON.parse(new TextDecoder().decode(bytes))
  }
  throw new WebhookVerificationError(
    'signature_mismatch',
    'The webhook is not signed with this secret, or its body is not the raw one.',
  )
}

/**
 * @param {string | Uint8Array | ArrayBuffer} body
 * @param {{ id: string, secret: string, timestamp?: Date }} options
 * @returns {Promise<SignedHeaders>}
 */
export async function sign(body, { id, secret, timestamp = new Date() }) {
  const seconds = String(Math.floor(timestamp.getTime() / 1000))
  const content = contentOf(id, seconds, bytesOf(body))
  const signature = await crypto.subtle.sign(algorithm, await keyOf(secret, 'sign'), content)
  return {
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`,
  }
}

/**
 * @param {WebhookHeaders} headers
 * @param {string} name
 * @returns {string}
 */
function headerOf(headers, name) {
  const value = headers instanceof Headers ? headers.get(name) : plainHeader(headers, name)
  if (typeof value === 'string' && value !== '') return value
  throw new WebhookVerificationError(
    'header_missing',
    `The header ${name} is missing, or there is more than one.`,
  )
}

/**
 * Names in any case, as frameworks hand them on.
 *
 * @param {Record<string, string | string[] | undefined>} headers
 * @param {string} name
 */
function plainHeader(headers, name) {
  const found = Object.entries(headers).filter(
    ([key, value]) => key.toLowerCase() === name && value !== undefined,
  )
  const values = found.flatMap(([, value]) => value)
  return values.length === 1 ? values[0] : undefined
}

/**
 * @param {string} timestamp
 * @param {number} tolerance
 * @param {Date} now
 */
function checkAge(timestamp, tolerance, now) {
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookVerificationError('timestamp_invalid', 'webhook-timestamp is not a number of seconds.')
  const age = now.getTime() / 1000 - Number(timestamp)
  if (age > tolerance)
    throw new WebhookVerificationError('timestamp_too_old', `The webhook is ${Math.round(age)} seconds old.`)
  if (age < -tolerance)
    throw new WebhookVerificationError(
      'timestamp_in_future',
      `The webhook is ${Math.round(-age)} seconds ahead of this clock.`,
    )
}

/**
 * @param {string} secret
 * @param {'sign' | 'verify'} use
 */
async function keyOf(secret, use) {
  const raw = secret.startsWith('whsec_') ? fromBase64(secret.slice('whsec_'.length)) : undefined
  if (!raw || raw.length < 16)
    throw new WebhookVerificationError(
      'secret_invalid',
      'A webhook secret is whsec_ and base64; look at your settings.',
    )
  return crypto.subtle.importKey('raw', raw, algorithm, false, [use])
}

/**
 * @param {string} id
 * @param {string} timestamp
 * @param {Uint8Array<ArrayBuffer>} body
 */
function contentOf(id, timestamp, body) {
  const head = encoder.encode(`${id}.${timestamp}.`)
  const content = new Uint8Array(head.length + body.length)
  content.set(head)
  content.set(body, head.length)
  return content
}

/**
 * @param {string | Uint8Array | ArrayBuffer} body
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(body) {
  return typeof body === 'string' ? encoder.encode(body) : new Uint8Array(body)
}

/**
 * Undefined for what is no base64.
 *
 * @param {string} text
 */
function fromBase64(text) {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
