import { headers } from 'next/headers'
import { csrfTokenFor } from '@/lib/http/csrf'
import { currentSession } from '@/lib/http/session'

export const visitorHeader = 'x-hawk-visitor'

/** What the forms of this page send along: bound to the session, or to the browser while nobody is signed in. */
export async function csrfTokenOfPage(): Promise<string> {
  const session = await currentSession()
  if (session) return csrfTokenFor({ session: session.id })
  return csrfTokenFor({ visitor: (await headers()).get(visitorHeader) ?? '' })
}
