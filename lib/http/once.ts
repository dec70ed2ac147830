import type { Ctx } from '@/lib/core/context'
import type { Endpoint } from '@/lib/core/endpoint'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { FileAnswer } from '@/lib/core/file-answer'
import { fileReply } from '@/lib/http/file-response'
import { errorReply, jsonReply, textReply } from '@/lib/http/reply'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import { isAnswered, runOnce } from '@/lib/requests/run-once'
import { isIdempotencyKey } from '@/lib/requests/schema'

/** Runs the verb and presents what it answers; with an Idempotency-Key on a POST, once however often it is sent. */
export async function once(
  ctx: Ctx,
  request: Pick<ApiRequest, 'header'>,
  endpoint: Endpoint,
  input: object,
): Promise<ApiReply> {
  const key = endpoint.method === 'POST' ? request.header('idempotency-key') : undefined
  if (key !== undefined && !isIdempotencyKey(key)) throw new AppError('idempotency_key_invalid')
  const call = { ctx, endpoint, input, key }
  if (!endpoint.prepare || (key !== undefined && (await isAnswered(ctx, { route: routeOf(endpoint), key }))))
    return answer(call, {})
  const prepared = await endpoint.prepare(ctx, input)
  const undo = () => ctx.defer(prepared.undo, { evenIfRefused: true })
  const reply = await answer(call, prepared.input).catch((error: unknown) => {
    undo()
    throw error
  })
  if (reply.status >= 400 || reply.headers['idempotency-replayed']) undo()
  return reply
}

type Call = { ctx: Ctx; endpoint: Endpoint; input: object; key: string | undefined }

async function answer({ ctx, endpoint, input, key }: Call, prepared: object): Promise<ApiReply> {
  const run = async (inner: Ctx) => {
    const value = await endpoint.run(inner, { ...input, ...prepared })
    if (value instanceof FileAnswer) return fileReply(ctx.requestId, value)
    const checked = checkReply(endpoint, value)
    const status = endpoint.statusOf?.(checked) ?? endpoint.status
    const reply = (told: object) => jsonReply(status, ctx.requestId, told, endpoint.dialect)
    const { toldOnce = [] } = endpoint
    return toldOnce.length === 0
      ? reply(checked)
      : { ...reply(checked), kept: reply(without(checked, toldOnce)).body }
  }
  if (key === undefined) return run(ctx)
  const { status, body, isReplay } = await runOnce(ctx, {
    route: routeOf(endpoint),
    key,
    input,
    run,
    refuse: (error) => errorReply(error, ctx.requestId, endpoint.dialect),
  })
  const reply = textReply(status, ctx.requestId, body, endpoint.dialect)
  return isReplay ? { ...reply, headers: { ...reply.headers, 'idempotency-replayed': 'true' } } : reply
}

/** What is told once is not kept, not even sealed: the answer has null in its place when it is given again. */
function without(value: object, names: readonly string[]): object {
  return { ...value, ...Object.fromEntries(names.map((name) => [name, null])) }
}

function routeOf({ method, path }: Endpoint): string {
  return `${method} ${path}`
}

/** Outside production an answer that its own schema refuses is a fault of ours, and shown as one. */
function checkReply(endpoint: Endpoint, value: object): object {
  return env().APP_ENV === 'production' ? value : endpoint.reply.parse(value)
}
