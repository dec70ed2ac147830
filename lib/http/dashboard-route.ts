import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { FileAnswer } from '@/lib/core/file-answer'
import { newUuid } from '@/lib/core/ids'
import { checkInput } from '@/lib/http/check-input'
import { enterDashboard } from '@/lib/http/enter-dashboard'
import { fileResponse } from '@/lib/http/file-response'
import { bodyOf } from '@/lib/http/next-adapter'
import { parseBody, requireJson } from '@/lib/http/parse-body'
import { errorReply, jsonReply } from '@/lib/http/reply'

type Params = { tenant: string; mode: string }
type Route<Body, More> = {
  body?: Body
  status?: number
  /** Where a body may be larger than elsewhere. */
  bodyLimitBytes?: number
  run: (
    ctx: Ctx,
    input: (Body extends z.ZodType<object> ? CamelKeys<z.output<Body>> : unknown) & More,
  ) => Promise<object>
}

/** What the verb takes beside the body's fields, and so from the path. */
type FromPath<Body, More> =
  Body extends z.ZodType<object> ? Omit<More, keyof CamelKeys<z.output<Body>>> : More

/**
 * The door for what the dashboard's forms call: origin, session, token, membership, schema, verb, in this
 * order; what a role may do is the verb's to say.
 * Path parameters below the tenant reach the verb beside the body's fields.
 */
export function dashboardRoute<
  Body extends z.ZodType<object> | undefined = undefined,
  More extends Record<string, string> = Record<never, string>,
>({ body, status = 200, bodyLimitBytes, run }: Route<Body, More>) {
  return async (
    request: NextRequest,
    { params }: { params: Promise<Params & FromPath<Body, More>> },
  ): Promise<Response> => {
    const fallbackId = newUuid()
    try {
      const { tenant, mode, ...more } = await params
      const ctx = await enterDashboard(request, { tenant, mode }, { changes: true })
      if (!body) requireJson(bodyOf(request))
      const fields = body ? checkInput(body, await parseBody(bodyOf(request), bodyLimitBytes)) : {}
      const value = await run(ctx, inputOf<Body, More>({ ...fields, ...more }))
      if (value instanceof FileAnswer) return fileResponse(ctx.requestId, value)
      return toResponse(jsonReply(status, ctx.requestId, value))
    } catch (error) {
      return toResponse(errorReply(error, fallbackId))
    }
  }
}

/** Guarantee behind the cast: the fields were put out by this route's own schema, the rest by its own path. */
function inputOf<Body, More>(input: object) {
  return input as (Body extends z.ZodType<object> ? CamelKeys<z.output<Body>> : unknown) & More
}

function toResponse({ status, headers, body }: ReturnType<typeof jsonReply>): Response {
  return new Response(body, { status, headers })
}
