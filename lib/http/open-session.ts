import type { z } from 'zod'
import type { AwaitedSession, SessionTokens, SignInReply, StartedSession, User } from '@/lib/auth/schema'
import {
  type CookieChange,
  challengeCookie,
  deviceCookie,
  refreshCookie,
  sessionCookie,
} from '@/lib/http/cookies'
import { issueAccessToken } from '@/lib/http/session'

/** What the browser is to hold of a session that has just begun. */
export async function cookiesOf(session: StartedSession): Promise<CookieChange[]> {
  return [
    ...(await renewedCookies(session)),
    { name: deviceCookie, value: session.deviceToken },
    { name: challengeCookie, value: '' },
  ]
}

/** What it is to hold from now on of one that goes on. */
export async function renewedCookies(session: SessionTokens): Promise<CookieChange[]> {
  return [...(await freshAccess(session)), { name: refreshCookie, value: session.refreshToken }]
}

/**
 * A new access token, with the workspaces that the person belongs to by now, for routes that change which: without it
 * the first gate would know of a new workspace only after the next refresh.
 */
export async function freshAccess(session: { id: string; user: User }): Promise<CookieChange[]> {
  return [{ name: sessionCookie, value: await issueAccessToken(session) }]
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
