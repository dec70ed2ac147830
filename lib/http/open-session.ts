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

/** Takes all of it away. */
export const noCookies: CookieChange[] = [
  { name: sessionCookie, value: '' },
  { name: refreshCookie, value: '' },
  { name: challengeCookie, value: '' },
]
