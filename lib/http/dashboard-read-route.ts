import type { NextRequest } from 'next/server'
import type { Ctx } from '@/lib/core/context'
import { newUuid } from '@/lib/core/ids'
import { enterDashboard } from '@/lib/http/enter-dashboard'
import { errorReply, jsonReply } from '@/lib/http/reply'
import type { ApiReply } from '@/lib/http/request'

type Place = { tenant: string; mode: string }

/** The door for what a page of the dashboard asks for again and again, such as how far something is. Changes nothing. */
export function dashboardReadRoute<More extends Record<string, string>>(
  run: (ctx: Ctx, input: More) => Promise<object>,
) {
  return async (request: NextRequest, { params }: { params: Promise<Place & More> }): Promise<Response> => {
    try {
      const { tenant, mode, ...more } = await params
      const ctx = await enterDashboard(request, { tenant, mode }, { changes: false })
      // Guarantee behind the cast: what is left of the path's parameters are those below the workspace.
      return toResponse(jsonReply(200, ctx.requestId, await run(ctx, more as unknown as More)))
    } catch (error) {
      return toResponse(errorReply(error, newUuid()))
    }
  }
}

function toResponse({ status, headers, body }: ApiReply): Response {
  return new Response(body, { status, headers })
}
