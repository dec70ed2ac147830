import { createHmac } from 'node:crypto'
import { z } from 'zod'
import { equalSecrets } from '@/lib/core/crypto'
import { policy } from '@/lib/core/policy'

/** `user_id` is the person's id for our app alone; Meta writes it as a number or as text. */
const Payload = z.object({
  algorithm: z.literal('HMAC-SHA256'),
  user_id: z.union([z.string().regex(/^[\w-]{1,64}$/), z.number().int().positive().transform(String)]),
  expires: z.number().nullish(),
  issued_at: z.number().nullish(),
})

/** What Meta asks, and about whom; `signed` is what makes this request this one. */
export type SignedRequest = { metaUserId: string; signed: string }

/**
 * Opens a request that Meta has signed: `<signature>.<payload>`, each in base64url, the signature over the payload as
 * it is written. Null when it is forged, of another algorithm, over, or not of this world.
 */
export function readSignedRequest(text: string, appSecret: string, now: Date): SignedRequest | null {
  const parts = /^([\w-]{43})=?\.([\w-]+={0,2})$/.exec(text)
  const [, signature = '', payload = ''] = parts ?? []
  if (!parts) return null
  const expected = createHmac('sha256', appSecret).update(payload).digest('base64url')
  if (!equalSecrets(signature, expected)) return null
  const told = Payload.safeParse(parseJson(Buffer.from(payload, 'base64url').toString('utf8'))).data
  if (!told) return null
  const seconds = now.getTime() / 1_000
  const isOver = Boolean(told.expires) && seconds > Number(told.expires)
  const isToCome = Number(told.issued_at ?? 0) > seconds + policy.hooks.clockSkewSeconds
  return isOver || isToCome ? null : { metaUserId: told.user_id, signed: payload }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
