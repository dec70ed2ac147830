import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { sessionCookie } from '@/lib/http/cookies'
import { csrfTokenFor } from '@/lib/http/csrf'
import type { Person } from './tenant'
import { exchange, type Reply } from './wire'

/** The headers by which a browser's page speaks for the person who is signed in there. */
export type Session = { cookie: string; 'x-csrf-token': string }

const fromOurPage = (origin: string) => ({
  origin,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
})

/** A browser that nobody is signed in at yet, on the page that asks who it is. */
export async function openBrowser(origin: string): Promise<Session> {
  const page = await exchange(origin, { path: '/sign-in' })
  const token = /<meta name="csrf-token" content="([^"]+)"/.exec(page.text)?.[1] ?? ''
  return { cookie: cookiesOf(page), 'x-csrf-token': token }
}

/** Calls one of the doors under /api/auth from one of our pages. */
export function callAuth(origin: string, path: string, session: Session, body: object): Promise<Reply> {
  const headers = { ...fromOurPage(origin), ...session }
  return exchange(origin, { method: 'POST', path: `/api/auth${path}`, headers, body: JSON.stringify(body) })
}

/** Signs in without a browser. */
export async function openSession(origin: string, { email, password }: Person): Promise<Session> {
  const browser = await openBrowser(origin)
  const reply = await callAuth(origin, '/sign-in', browser, { email, password })
  if (reply.status !== 200) throw new Error(`Signing in was refused: ${reply.text}`)
  return sessionOf(reply, browser)
}

/** The session that an answer begins. */
export async function sessionOf(reply: Reply, before: Session): Promise<Session> {
  const { sid } = z.object({ sid: z.string() }).parse(await decodeToken(cookieValue(reply, sessionCookie)))
  return { cookie: `${before.cookie}; ${cookiesOf(reply)}`, 'x-csrf-token': csrfTokenFor({ session: sid }) }
}

/** What an access token claims, to whoever holds the key ring. */
export function decodeToken(token: string) {
  return decode({ token, secret: keyFor('session-token', currentKeyId()).toString('base64') })
}

export function cookiesOf({ headers }: Reply): string {
  return (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ')
}

export function cookieValue({ headers }: Reply, name: string): string {
  const cookie = (headers['set-cookie'] ?? []).find((line) => line.startsWith(`${name}=`)) ?? ''
  return cookie.slice(name.length + 1).split(';')[0] ?? ''
}
