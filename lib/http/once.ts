import type { Ctx } from '@/lib/core/context'
import type { Endpoint } from '@/lib/core/endpoint'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { errorReply, jsonReply, textReply } from '@/lib/http/reply'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import { runOnce } from '@/lib/requests/run-once'
import { isIdempotencyKey } from '@/lib/requests/schema'

/** Runs the verb and presents what it answers; with an Idempotency-Key on a POST, once however often it is sent. */
export async function once(
  ctx: Ctx,
  request: Pick<ApiRequest, 'header'>,
  endpoint: Endpoint,
  input: object,
): Promise<ApiReply> {
  const run = async (inner: Ctx) => {
    const value = checkReply(endpoint, await endpoint.run(inner, input))
    const status = endpoint.statusOf?.(value) ?? endpoint.status
    return jsonReply(status, ctx.requestId, value, endpoint.dialect)
  }
  const key = endpoint.method === 'POST' ? request.header('idempotency-key') : undefined
  if (key === undefined) return run(ctx)
  if (!isIdempotencyKey(key)) throw new AppError('idempotency_key_invalid')
  const { status, body, isReplay } = await runOnce(ctx, {
    route: `${endpoint.method} ${endpoint.path}`,
    key,
    input,
    run,
    refuse: (error) => errorReply(error, ctx.requestId, endpoint.dialect),
  })
  const reply = textReply(status, ctx.requestId, body, endpoint.dialect)
  return isReplay ? { ...reply, headers: { ...reply.headers, 'idempotency-replayed': 'true' } } : reply
}

/** Outside production an answer that its own schema refuses is a fault of ours, and shown as one. */
function checkReply(endpoint: Endpoint, value: object): object {
  return env().APP_ENV === 'production' ? value : endpoint.reply.parse(value)
}
