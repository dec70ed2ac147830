import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import type { Match } from '@/lib/http/router'
import { recordRequest } from '@/lib/requests/record'

/** A call as it comes to be known on its way through the pipeline. */
export type Call = {
  request: ApiRequest
  startedAt: number
  match?: Match
  ctx?: Ctx
  /** The body as JSON, once it has been read. */
  body?: unknown
}

export function beginCall(request: ApiRequest): Call {
  return { request, startedAt: performance.now() }
}

/** The answer itself. Once it is out, the call goes into the log of its tenant; without a tenant there is no log. */
export function record(
  { request, startedAt, match, ctx, body }: Call,
  reply: ApiReply,
  thrown?: unknown,
): ApiReply {
  if (!ctx || !match) return reply
  const durationMs = performance.now() - startedAt
  const { path, query, address } = request
  const [userAgent, idempotencyKey] = [request.header('user-agent'), request.header('idempotency-key')]
  const { status } = reply
  const errorCode = thrown instanceof AppError ? thrown.code : undefined
  const isReplay = reply.headers['idempotency-replayed'] === 'true'
  request.defer(() =>
    recordRequest(ctx, {
      ...match,
      path,
      query,
      body,
      reply: { status, body: reply.body, isReplay, errorCode },
      durationMs,
      address,
      userAgent,
      idempotencyKey,
    }),
  )
  return reply
}
