import { expect } from '@playwright/test'
import { Problem } from './shapes'
import type { Reply } from './wire'

/** That an answer is problem+json with this status and code. Returns the problem for what else a test asks of it. */
export function expectProblem(reply: Reply, status: number, code: string): Problem {
  expect({ status: reply.status, body: reply.json }).toMatchObject({ status, body: { code } })
  expect(reply.headers['content-type']).toBe('application/problem+json')
  const problem = Problem.parse(reply.json)
  expect(problem).toMatchObject({ status, code, request_id: reply.headers['request-id'] })
  expect(new URL(problem.type).pathname).toBe(`/docs/errors/${code}`)
  if (status === 401) expect(reply.headers['www-authenticate']).toMatch(/^Bearer\b/)
  if (status === 429 || status === 503) expect(reply.headers['retry-after']).toMatch(/^[1-9]\d*$/)
  return problem
}

/** The body but for what names the request: two answers that must not tell two causes apart agree in it. */
export function withoutRequestId({ text, headers }: Reply): string {
  return text.replaceAll(String(headers['request-id']), 'req_…')
}
