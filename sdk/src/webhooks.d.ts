import type { WebhookEvent } from './events.js'

export type * from './events.js'

/** Of a web `Request`, or of Node's. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>

export type VerifyOptions = {
  /** How far the timestamp may be from now, in seconds; 300 if not given. */
  toleranceSeconds?: number
  /** The present; for tests. */
  now?: Date
}

export type WebhookFault =
  | 'header_missing'
  | 'timestamp_invalid'
  | 'timestamp_too_old'
  | 'timestamp_in_future'
  | 'secret_invalid'
  | 'signature_mismatch'

export class WebhookVerificationError extends Error {
  readonly code: WebhookFault
  constructor(code: WebhookFault, message: string)
}

/**
 * The event, once it is certain that Hawk Send posted it. `body` is the raw body, before anything has parsed it; of
 * several secrets any may hold. Rejects with a `WebhookVerificationError`.
 */
export function verify(
  body: string | Uint8Array | ArrayBuffer,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  options?: VerifyOptions,
): Promise<WebhookEvent>

export type SignedHeaders = {
  'webhook-id': string
  'webhook-timestamp': string
  'webhook-signature': string
}

/** The headers that Hawk Send would post a body with: for tests of your own receiver. */
export function sign(
  body: string | Uint8Array | ArrayBuffer,
  options: { id: string; secret: string; timestamp?: Date },
): Promise<SignedHeaders>
