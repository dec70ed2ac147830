import { after, type NextRequest, NextResponse } from 'next/server'
import type { z } from 'zod'
import type { LiveSession } from '@/lib/auth/schema'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'
import { checkInput } from '@/lib/http/check-input'
import {
  type CookieChange,
  type CookieName,
  deviceCookie,
  setCookie,
  visitorCookie,
} from '@/lib/http/cookies'
import { requireCsrfToken, requireSameOrigin } from '@/lib/http/csrf'
import { bodyOf, clientBehind } from '@/lib/http/next-adapter'
import { parseBody, requireJson } from '@/lib/http/parse-body'
import { errorReply, jsonReply } from '@/lib/http/reply'
import { currentSession } from '@/lib/http/session'

type Who = {
  visit: Visit
  cookie: (name: CookieName) => string | undefined
}
type Answer = {
  status?: number
  body: object
  cookies?: CookieChange[]
  headers?: Record<string, string>
}
/** What is refused for good takes its cookies away as well. */
type Refusal = { refused: AppError; cookies: CookieChange[] }
type Input<Body> = Body extends z.ZodType<object> ? CamelKeys<z.output<Body>> : Record<never, never>

type Open<Body> = { body?: Body; run: (who: Who, input: Input<Body>) => Promise<Answer> }
type Signed<Body> = {
  body?: Body
  run: (who: Who & { session: LiveSession }, input: Input<Body>) => Promise<Answer>
}

/**
 * The door for what a person does before they are signed in: origin, token, schema, verb, in this order. The token is
 * bound to the browser, so that nobody is signed in to another's account unawares.
 */
export function openAuthRoute<Body extends z.ZodType<object> | undefined = undefined>(route: Open<Body>) {
  return answering(async (request, who) => {
    requireSameOrigin((name) => request.headers.get(name))
    const visitor = who.cookie(visitorCookie)
    if (!visitor) throw new AppError('cookies_refused')
    const session = await currentSession()
    const bindings = [{ visitor }, ...(session ? [{ session: session.id }] : [])]
    requireCsrfToken((name) => request.headers.get(name), bindings)
    return route.run(who, await readInput(request, route.body))
  })
}

/** The same for what they do to their own account once they are. */
export function authRoute<Body extends z.ZodType<object> | undefined = undefined>(route: Signed<Body>) {
  return answering(async (request, who) => {
    requireSameOrigin((name) => request.headers.get(name))
    const session = await currentSession()
    if (!session) throw new AppError('session_missing')
    requireCsrfToken((name) => request.headers.get(name), [{ session: session.id }])
    return route.run({ ...who, session }, await readInput(request, route.body))
  })
}

/** Guarantee behind the cast: what is read was put out by this route's own schema. */
export async function readInput<Body extends z.ZodType<object> | undefined>(
  request: NextRequest,
  body: Body | undefined,
): Promise<Input<Body>> {
  if (!body) requireJson(bodyOf(request))
  const fields = body ? checkInput(body, await parseBody(bodyOf(request))) : {}
  return fields as Input<Body>
}

/** What every such door has in common: who calls, the cookies that change, and each refusal in our own words. */
export function answering<Context>(
  handle: (request: NextRequest, who: Who, context: Context) => Promise<Answer | Refusal>,
) {
  return async (request: NextRequest, context: Context): Promise<NextResponse> => {
    const visit = visitOf(request)
    const cookie = (name: CookieName) => request.cookies.get(name)?.value
    const answer = await handle(request, { visit, cookie }, context).catch((error: unknown) => ({
      refused: error,
      cookies: [],
    }))
    const reply =
      'refused' in answer
        ? errorReply(answer.refused, visit.requestId)
        : jsonReply(answer.status ?? 200, visit.requestId, answer.body)
    if ('headers' in answer) Object.assign(reply.headers, answer.headers)
    const response = toResponse(reply)
    for (const change of answer.cookies ?? []) setCookie(response, change)
    return response
  }
}

export function visitOf(request: NextRequest): Visit {
  return {
    requestId: newUuid(),
    address: clientBehind(request.headers).address,
    userAgent: (request.headers.get('user-agent') ?? '').slice(0, policy.keys.agentLength),
    device: request.cookies.get(deviceCookie)?.value,
    defer: (work) => after(work),
  }
}

function toResponse({ status, headers, body }: ReturnType<typeof jsonReply>): NextResponse {
  return new NextResponse(body, { status, headers })
}
