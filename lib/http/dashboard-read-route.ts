import type { NextRequest } from 'next/server'
import type { z } from 'zod'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { newUuid } from '@/lib/core/ids'
import { checkInput } from '@/lib/http/check-input'
import { enterDashboard } from '@/lib/http/enter-dashboard'
import { errorReply, jsonReply } from '@/lib/http/reply'

type Params = { tenant: string; mode: string }
type Input<Query, More> = (Query extends z.ZodType<object> ? CamelKeys<z.output<Query>> : unknown) & More

/**
 * The door for what a page of the dashboard reads while it is open, such as how far something has come: origin,
 * session, membership, schema, verb, in this order. What the address asks for reaches the verb beside its path.
 */
export function dashboardReadRoute<
  Query extends z.ZodType<object> | undefined = undefined,
  More extends Record<string, string> = Record<never, string>,
>({ query, run }: { query?: Query; run: (ctx: Ctx, input: Input<Query, More>) => Promise<object> }) {
  return async (request: NextRequest, { params }: { params: Promise<Params & More> }): Promise<Response> => {
    try {
      const { tenant, mode, ...more } = await params
      const ctx = await enterDashboard(request, { tenant, mode }, { changes: false })
      const asked = query ? checkInput(query, Object.fromEntries(request.nextUrl.searchParams)) : {}
      // Guarantee behind the cast: the fields were put out by this route's own schema, the rest by its own path.
      const input = { ...asked, ...more } as unknown as Input<Query, More>
      return toResponse(jsonReply(200, ctx.requestId, await run(ctx, input)))
    } catch (error) {
      return toResponse(errorReply(error, newUuid()))
    }
  }
}

function toResponse({ status, headers, body }: ReturnType<typeof jsonReply>): Response {
  return new Response(body, { status, headers })
}
