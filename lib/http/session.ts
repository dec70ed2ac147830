import { getServerSession, type NextAuthOptions } from 'next-auth'
import { decode, type JWT } from 'next-auth/jwt'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { signIn } from '@/lib/auth/sign-in'
import { env } from '@/lib/core/env'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { log } from '@/lib/core/log'
import { policy } from '@/lib/core/policy'
import { listMemberships } from '@/lib/tenants/list-memberships'

/** What an access token claims. `accessExp` is absolute: looking at a page does not prolong it. */
const Claims = z.object({
  sub: z.string(),
  email: z.string(),
  tenants: z.array(z.string()),
  accessExp: z.number(),
})
export type Claims = z.infer<typeof Claims>

export function sessionSecret(): string {
  return keyFor('session-token', currentKeyId()).toString('base64')
}

/** The claims of an access token that still lives, or null. */
export async function readClaims(token: string | undefined): Promise<Claims | null> {
  const claims = Claims.safeParse(await decode({ token, secret: sessionSecret() }).catch(() => null)).data
  return claims && claims.accessExp > Date.now() / 1_000 ? claims : null
}

export function authOptions(): NextAuthOptions {
  process.env.NEXTAUTH_URL ??= env().APP_ORIGIN
  return {
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: policy.sessions.accessSeconds },
    jwt: {
      maxAge: policy.sessions.accessSeconds,
      decode: async ({ token }) => readClaims(token) as Promise<JWT | null>,
    },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    logger: { error: quietly, warn: () => {}, debug: () => {} },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (credentials) => signIn(credentials),
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (!user) return token
        const tenants = await listMemberships(user.id)
        return {
          sub: user.id,
          email: user.email,
          tenants: tenants.map(({ tenant }) => tenant.slug),
          accessExp: Math.floor(Date.now() / 1_000) + policy.sessions.accessSeconds,
        }
      },
      session: ({ session, token }) => ({ ...session, user: { id: token.sub, email: token.email } }),
    },
  }
}

/** An invalid cookie is anybody's to send: one line of ours, and not a page of theirs. */
function quietly(code: string): void {
  log.warn('next-auth refused something', { code })
}

const SignedIn = z.object({ user: z.object({ id: z.string(), email: z.string() }) })

/** Who is signed in, or null. */
export async function currentUser(): Promise<{ id: string; email: string } | null> {
  const session = SignedIn.safeParse(await getServerSession(authOptions()))
  return session.data?.user ?? null
}
