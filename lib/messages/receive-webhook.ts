import { createHmac } from 'node:crypto'
import { asSystem } from '@/db/tenant'
import type { Defer } from '@/lib/core/context'
import { equalSecrets } from '@/lib/core/crypto'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { handleWebhook } from '@/lib/messages/handle-webhooks'
import type { MessageOwner } from '@/lib/messages/owner'
import { storeWebhook } from '@/lib/messages/system'

type Delivery = { signature: string | undefined; body: Uint8Array; defer: Defer }

/**
 * Takes what Meta posts: the signature over the raw bytes first, then the bytes into the database, then the answer;
 * what they say is looked into afterwards. Throws `signature_invalid`, and then nothing is kept.
 */
export async function receiveWebhook(
  { signature, body, defer }: Delivery,
  owner: MessageOwner,
): Promise<void> {
  if (!isSignedByMeta(signature, body)) throw new AppError('signature_invalid')
  const stored = await asSystem((tx) => storeWebhook(tx, Buffer.from(body)))
  defer(() => handleWebhook(stored, owner))
}

export function isSignedByMeta(signature: string | undefined, body: Uint8Array): boolean {
  if (!signature || !/^sha256=[0-9a-f]{64}$/.test(signature)) return false
  const expected = createHmac('sha256', env().META_APP_SECRET).update(body).digest('hex')
  return equalSecrets(signature, `sha256=${expected}`)
}

/** The handshake: the challenge to echo, or null when the token is not ours. */
export function answerHandshake(query: URLSearchParams): string | null {
  const isOurs =
    query.get('hub.mode') === 'subscribe' &&
    equalSecrets(query.get('hub.verify_token') ?? '', env().META_VERIFY_TOKEN)
  return isOurs ? query.get('hub.challenge') : null
}
