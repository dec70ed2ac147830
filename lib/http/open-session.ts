import type { StartedSession } from '@/lib/auth/schema'
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

/** A token that knows the workspaces somebody belongs to by now. The session and its refresh token stay as they are. */
export async function accessCookieOf(session: Pick<StartedSession, 'id' | 'user'>): Promise<CookieChange> {
  return { name: sessionCookie, value: await issueAccessToken(session) }
}

/** Takes all of it away. */
export const noCookies: CookieChange[] = [
  { name: sessionCookie, value: '' },
  { name: refreshCookie, value: '' },
  { name: challengeCookie, value: '' },
]
