import { findSessionOfToken, refreshSession } from '@/lib/auth/refresh-session'
import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { answering } from '@/lib/http/auth-route'
import { refreshCookie, visitorCookie } from '@/lib/http/cookies'
import { type Binding, requireCsrfToken, requireSameOrigin } from '@/lib/http/csrf'
import { bodyOf } from '@/lib/http/next-adapter'
import { noCookies, renewedCookies } from '@/lib/http/open-session'
import { parseBody } from '@/lib/http/parse-body'

/**
 * The one place where tokens are turned in. Whoever comes here may have no access token any more, so that the token
 * against forgery is bound to the session of the refresh token, or to the browser.
 */
export const refreshRoute = answering(async (request, { visit, cookie }) => {
  const header = (name: string) => request.headers.get(name)
  requireSameOrigin(header)
  const token = cookie(refreshCookie)
  if (!token) throw new AppError('session_missing')
  requireCsrfToken(header, await bindingsOf(token, cookie(visitorCookie)))
  await parseBody(bodyOf(request))
  const refreshed = await refreshSession(visit, token)
  if (!refreshed.ok) return { refused: new AppError('session_missing'), cookies: noCookies }
  return {
    body: { expires_in_seconds: policy.sessions.accessSeconds },
    cookies: await renewedCookies(refreshed.tokens),
  }
})

async function bindingsOf(token: string, visitor: string | undefined): Promise<Binding[]> {
  const session = await findSessionOfToken(token)
  return [...(session ? [{ session }] : []), ...(visitor ? [{ visitor }] : [])]
}
