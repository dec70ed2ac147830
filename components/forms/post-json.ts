import { z } from 'zod'

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

/** The one way in which a screen changes something. Never throws: what goes wrong is a problem to show. */
export async function postJson<Data>(
  path: string,
  body: object,
  reply: z.ZodType<Data>,
): Promise<Posted<Data>> {
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
  return { ok: false, problem: problem.data ?? unreadable(response, requestId) }
}

function send(path: string, body: object): Promise<Response | null> {
  return fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
}

const unreachable: Problem = {
  title: 'The server could not be reached',
  detail: 'Check the connection and try again.',
  status: 0,
  code: 'unreachable',
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
