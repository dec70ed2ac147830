import { noteForeignId } from '@/lib/alerts/note-foreign-id'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import type { UploadedFile } from '@/lib/core/uploaded-file'
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
  /** What came with it, to be removed once it is answered. */
  file?: UploadedFile
}

/** What the call asked for: one id, in its path or as the member of its body that names an OTP. */
function idOf({ parameters }: Match, body: unknown): string | undefined {
  const named = typeof body === 'object' && body !== null && 'otp_id' in body ? body.otp_id : undefined
  return Object.values(parameters).at(-1) ?? (typeof named === 'string' ? named : undefined)
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
  if (errorCode === 'not_found') noteForeignId(ctx, idOf(match, body))
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
