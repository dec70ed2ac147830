import type { z } from 'zod'
import type { AwaitedSession, SignInReply, StartedSession } from '@/lib/auth/schema'
import { type CookieChange, challengeCookie, refreshCookie, sessionCookie } from '@/lib/http/cookies'
import { issueAccessToken } from '@/lib/http/session'

/** What the browser is to hold of a session that has just begun. */
export async function cookiesOf(session: StartedSession): Promise<CookieChange[]> {
  return [
    { name: sessionCookie, value: await issueAccessToken(session) },
    { name: refreshCookie, value: session.refreshToken },
    { name: challengeCookie, value: '' },
  ]
}

/** How signing in is answered: with a session, or with the question for a second factor. */
export async function answerOfSignIn(
  result: StartedSession | AwaitedSession,
): Promise<{ body: z.infer<typeof SignInReply>; cookies: CookieChange[] }> {
  if (!('challenge' in result)) return { body: { next: 'dashboard' }, cookies: await cookiesOf(result) }
  const cookie = { name: challengeCookie, value: result.challenge } as const
  return { body: { next: 'second_factor' }, cookies: [cookie] }
}

/** Takes all of it away. */
export const noCookies: CookieChange[] = [
  { name: sessionCookie, value: '' },
  { name: refreshCookie, value: '' },
  { name: challengeCookie, value: '' },
]
