import { z } from 'zod'
import { formatDuration } from '@/components/format-duration'
import { csrfToken, renewCsrfToken } from '@/components/forms/csrf-token'
import { refreshSession } from '@/components/forms/refresh-session'
import { stepUp } from '@/components/forms/step-up'

const Problem = z.object({
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z
    .array(z.object({ path: z.string(), message: z.string(), fix: z.string().optional() }))
    .default([]),
  request_id: z.string().nullable(),
})
export type Problem = z.infer<typeof Problem>
export type Posted<Data> = { ok: true; data: Data } | { ok: false; problem: Problem }

/**
 * The one way in which a screen changes something. Never throws: what goes wrong is a problem to show. When the access
 * of this page has run out meanwhile, it is renewed, and where a fresh proof is wanted of who somebody is, it asks for
 * that; then the same is sent once more, so that nothing typed is lost.
 */
export function postJson<Data>(path: string, body: object, reply: z.ZodType<Data>): Promise<Posted<Data>> {
  return insist(() => postOnce(path, body, reply))
}

/** The same for what only reads, such as how far something is: a `GET`. */
export function getJson<Data>(path: string, reply: z.ZodType<Data>): Promise<Posted<Data>> {
  return insist(async () =>
    readReply(await fetch(path, { credentials: 'same-origin' }).catch(() => null), reply),
  )
}

export type TakenFile = { name: string; content: Blob }

/** The same where the answer is a file. */
export function postForFile(path: string, body: object): Promise<Posted<TakenFile>> {
  return insist(() => takeOnce(path, body))
}

async function insist<Data>(attempt: () => Promise<Posted<Data>>): Promise<Posted<Data>> {
  const posted = await signedIn(attempt)
  const isStale = !posted.ok && posted.problem.code === 'step_up_required'
  return isStale && (await stepUp()) ? signedIn(attempt) : posted
}

async function signedIn<Data>(attempt: () => Promise<Posted<Data>>): Promise<Posted<Data>> {
  // Perhaps somebody has signed in again in another tab: that session's token against forgery is another.
  if (isSignedOut) await renewCsrfToken()
  const posted = await attempt()
  isSignedOut = !posted.ok && posted.problem.code === 'session_missing'
  if (!isSignedOut) return posted
  const outcome = await refreshSession()
  if (outcome === 'unreachable') return { ok: false, problem: unreachable }
  if (outcome === 'ended') return { ok: false, problem: signedOut }
  isSignedOut = false
  return attempt()
}

let isSignedOut = false

async function postOnce<Data>(path: string, body: object, reply: z.ZodType<Data>): Promise<Posted<Data>> {
  return readReply(await send(path, body), reply)
}

async function readReply<Data>(response: Response | null, reply: z.ZodType<Data>): Promise<Posted<Data>> {
  if (!response) return { ok: false, problem: unreachable }
  const json: unknown = await response.json().catch(() => null)
  if (!response.ok) return { ok: false, problem: problemIn(response, json) }
  const data = reply.safeParse(json)
  return data.success ? { ok: true, data: data.data } : { ok: false, problem: unreadable(response) }
}

async function takeOnce(path: string, body: object): Promise<Posted<TakenFile>> {
  const response = await send(path, body)
  if (!response) return { ok: false, problem: unreachable }
  if (!response.ok)
    return { ok: false, problem: problemIn(response, await response.json().catch(() => null)) }
  const content = await response.blob().catch(() => null)
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  return content ? { ok: true, data: { name, content } } : { ok: false, problem: unreachable }
}

function problemIn(response: Response, json: unknown): Problem {
  const problem = Problem.safeParse(json)
  return problem.data ? { detail: whenToRetry(response), ...problem.data } : unreadable(response)
}

function send(path: string, body: object): Promise<Response | null> {
  return fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-csrf-token': csrfToken() },
    body: JSON.stringify(body),
  }).catch(() => null)
}

function whenToRetry(response: Response): string | undefined {
  const seconds = Number(response.headers.get('retry-after'))
  return seconds > 0 ? `Try again in ${formatDuration(seconds * 1_000)}.` : undefined
}

const unreachable: Problem = {
  title: 'The server could not be reached',
  detail: 'Check the connection and try again.',
  status: 0,
  code: 'unreachable',
  errors: [],
  request_id: null,
}

const signedOut: Problem = {
  title: 'You have been signed out',
  detail: 'What you have entered stays here.',
  status: 401,
  code: 'session_missing',
  errors: [],
  request_id: null,
}

function unreadable(response: Response): Problem {
  return {
    title: 'The server answered in a way this page does not understand',
    detail: 'Reload the page and try again.',
    status: response.status,
    code: 'unreadable',
    errors: [],
    request_id: response.headers.get('request-id'),
  }
}
