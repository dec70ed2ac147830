import { z } from 'zod'
import { formatDuration } from '@/components/format-duration'
import { csrfToken, renewCsrfToken } from '@/components/forms/csrf-token'
import { refreshSession } from '@/components/forms/refresh-session'

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
 * of this page has run out meanwhile, it is renewed and the same is sent once more, so that nothing typed is lost.
 */
export async function postJson<Data>(
  path: string,
  body: object,
  reply: z.ZodType<Data>,
): Promise<Posted<Data>> {
  // Perhaps somebody has signed in again in another tab: that session's token against forgery is another.
  if (isSignedOut) await renewCsrfToken()
  const posted = await postOnce(path, body, reply)
  isSignedOut = !posted.ok && posted.problem.code === 'session_missing'
  if (!isSignedOut) return posted
  const outcome = await refreshSession()
  if (outcome === 'unreachable') return { ok: false, problem: unreachable }
  if (outcome === 'ended') return { ok: false, problem: signedOut }
  isSignedOut = false
  return postOnce(path, body, reply)
}

let isSignedOut = false

async function postOnce<Data>(path: string, body: object, reply: z.ZodType<Data>): Promise<Posted<Data>> {
  const response = await send(path, body)
  if (!response) return { ok: false, problem: unreachable }
  const requestId = response.headers.get('request-id')
  const json: unknown = await response.json().catch(() => null)
  if (response.ok) {
    const data = reply.safeParse(json)
    return data.success
      ? { ok: true, data: data.data }
      : { ok: false, problem: unreadable(response, requestId) }
  }
  const problem = Problem.safeParse(json)
  if (!problem.data) return { ok: false, problem: unreadable(response, requestId) }
  return { ok: false, problem: { detail: whenToRetry(response), ...problem.data } }
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

function unreadable(response: Response, requestId: string | null): Problem {
  return {
    title: 'The server answered in a way this page does not understand',
    detail: 'Reload the page and try again.',
    status: response.status,
    code: 'unreadable',
    errors: [],
    request_id: requestId,
  }
}
