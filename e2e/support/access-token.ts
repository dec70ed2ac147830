import { encode } from 'next-auth/jwt'
import { z } from 'zod'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { sessionCookie } from '@/lib/http/cookies'
import { decodeToken, type Session } from './session'

const Claims = z.looseObject({ sid: z.string(), tenants: z.array(z.string()), accessExp: z.number() })

/** What the access token in these headers claims. */
export async function claimsOf({ cookie }: Session) {
  const token = new RegExp(`${sessionCookie}=([^;]+)`).exec(cookie)?.[1] ?? ''
  return Claims.parse(await decodeToken(token))
}

/** The same session with a token that claims something else, as only whoever holds the key ring can make one. */
export async function withClaims(
  session: Session,
  change: Record<string, unknown>,
  secret = keyFor('session-token', currentKeyId()).toString('base64'),
): Promise<Session> {
  const token = await encode({ token: { ...(await claimsOf(session)), ...change }, secret, maxAge: 3_600 })
  return withToken(session, token)
}

export function withToken(session: Session, token: string): Session {
  const cookie = session.cookie.replace(new RegExp(`${sessionCookie}=[^;]+`), `${sessionCookie}=${token}`)
  return { ...session, cookie }
}
