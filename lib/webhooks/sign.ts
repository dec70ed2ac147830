import { createHmac } from 'node:crypto'

export type Signed = {
  /** The event's id. */
  id: string
  /** Of the attempt, in Unix seconds. */
  timestamp: number
  /** The bytes that are posted. */
  body: string
}

/**
 * The three headers of Standard Webhooks; each secret gives a signature of its own. A secret is `whsec_` and base64.
 * Source: https://www.standardwebhooks.com, version 1.
 */
export function signedHeaders(secrets: readonly string[], { id, timestamp, body }: Signed) {
  const signatures = secrets.map((secret) => `v1,${signatureOf(secret, `${id}.${timestamp}.${body}`)}`)
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

function signatureOf(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(content).digest('base64')
}
