import { z } from 'zod'
import type { Person } from './tenant'
import { exchange, type Reply } from './wire'

/** Signs in without a browser. Returns the cookies as a browser would send them back. */
export async function openSession(origin: string, { email, password }: Person): Promise<string> {
  const begun = await exchange(origin, { path: '/api/auth/csrf' })
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(begun.json)
  const ended = await exchange(origin, {
    method: 'POST',
    path: '/api/auth/callback/credentials',
    headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: cookiesOf(begun) },
    body: String(new URLSearchParams({ csrfToken, email, password, json: 'true' })),
  })
  return `${cookiesOf(begun)}; ${cookiesOf(ended)}`
}

export function cookiesOf({ headers }: Reply): string {
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
}
