import { cookies } from 'next/headers'
import { after } from 'next/server'
import { getServerSession, type NextAuthOptions } from 'next-auth'
import { decode, encode, type JWT } from 'next-auth/jwt'
import { cache } from 'react'
import { z } from 'zod'
import { findSession } from '@/lib/auth/find-session'
import type { LiveSession, User } from '@/lib/auth/schema'
import { isDueToTouch, touchSession } from '@/lib/auth/touch-session'
import { env } from '@/lib/core/env'
import { currentKeyId, keyFor, keyIds } from '@/lib/core/key-ring'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { sessionCookie } from '@/lib/http/cookies'
import { listMemberships } from '@/lib/tenants/list-memberships'

/** What an access token claims. `accessExp` is absolute: looking at a page does not prolong it. */
const Claims = z.object({
  sub: z.uuid(),
  sid: z.uuid(),
  email: z.string(),
  tenants: z.array(z.string()),
  accessExp: z.number(),
})
export type Claims = z.infer<typeof Claims>

function secretOf(keyId: string): string {
  return keyFor('session-token', keyId).toString('base64')
}

/** The claims of an access token that still lives, or null. A token of an earlier key of the ring counts as well. */
export async function readClaims(token: string | undefined): Promise<Claims | null> {
  if (!token) return null
  for (const keyId of keyIds()) {
    const decoded = await decode({ token, secret: secretOf(keyId) }).catch(() => null)
    const claims = Claims.safeParse(decoded).data
    if (claims) return claims.accessExp > Date.now() / 1_000 ? claims : null
  }
  return null
}

/** An access token for this session, good for an hour from now and not a second longer. */
export async function issueAccessToken(session: { id: string; user: User }): Promise<string> {
  const memberships = await listMemberships(session.user.id)
  const claims: Claims = {
    sub: session.user.id,
    sid: session.id,
    email: session.user.email,
    tenants: memberships.map(({ tenant }) => tenant.slug),
    accessExp: Math.floor(Date.now() / 1_000) + policy.sessions.accessSeconds,
  }
  return encode({ token: claims, secret: secretOf(currentKeyId()), maxAge: policy.sessions.accessSeconds })
}

/** How next-auth reads our tokens. It issues none: that is for our own doors, which ask for more than it would. */
function authOptions(): NextAuthOptions {
  process.env.NEXTAUTH_URL ??= env().APP_ORIGIN
  return {
    secret: secretOf(currentKeyId()),
    session: { strategy: 'jwt', maxAge: policy.sessions.accessSeconds },
    cookies: { sessionToken: { name: sessionCookie, options: {} } },
    jwt: {
      maxAge: policy.sessions.accessSeconds,
      decode: async ({ token }) => readClaims(token) as Promise<JWT | null>,
    },
    logger: { error: quietly, warn: () => {}, debug: () => {} },
    providers: [],
    callbacks: { session: ({ session, token }) => ({ ...session, sid: token.sid }) },
  }
}

/** An invalid cookie is anybody's to send, and every token runs out: nothing to fill the log with. */
function quietly(code: string): void {
  log.debug('next-auth refused something', { code })
}

const Claimed = z.object({ sid: z.uuid() })

/**
 * The session of this request, or null; a page's layouts and parts ask together. Its token alone is not enough: the
 * session may have been ended since.
 */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const claimed = Claimed.safeParse(await getServerSession(authOptions()))
  const session = claimed.success ? await findSession(claimed.data.sid) : null
  if (session && isDueToTouch(session)) after(() => touchSession(session))
  return session
})

/** What this request's access token claims, whether or not its session lives. */
export const currentClaims = cache(async (): Promise<Claims | null> => {
  return readClaims((await cookies()).get(sessionCookie)?.value)
})
