import type { Ctx } from '@/lib/core/context'
import type { Dialect, Endpoint, Upload } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { authenticate } from '@/lib/http/authenticate'
import { checkInput } from '@/lib/http/check-input'
import { endpoints } from '@/lib/http/endpoints'
import { once } from '@/lib/http/once'
import { parseBody } from '@/lib/http/parse-body'
import { parseForm } from '@/lib/http/parse-form'
import { parseMultipart } from '@/lib/http/parse-multipart'
import { rateLimit } from '@/lib/http/rate-limit'
import { beginCall, type Call, record } from '@/lib/http/record'
import { errorReply, textReply } from '@/lib/http/reply'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import { matchEndpoint } from '@/lib/http/router'

/**
 * The way of every request to the public API, whichever door it came in by. It knows no endpoint by name: what is
 * special about one is said in its declaration.
 */
export async function handle(
  request: ApiRequest,
  offered: readonly Endpoint[] = endpoints,
): Promise<ApiReply> {
  const requestId = newUuid()
  const call = beginCall(request)
  let dialect: Dialect | undefined
  let rateHeaders: Record<string, string> | undefined
  try {
    const { endpoint, parameters } = matchEndpoint(offered, request)
    if (endpoint.text) return textReply(endpoint.status, requestId, endpoint.text())
    dialect = endpoint.dialect
    const caller = await authenticate(request, requestId, dialect?.readKey)
    const { ctx } = caller
    Object.assign(call, { ctx, match: { endpoint, parameters } })
    const { headers, refusal } = await rateLimit(caller)
    rateHeaders = headers
    if (refusal) throw refusal
    requireScope(ctx, endpoint)
    const input = await readInput(call, endpoint, parameters)
    return record(call, withHeaders(await once(ctx, request, endpoint, input), rateHeaders))
  } catch (error) {
    return record(call, withHeaders(errorReply(error, requestId, dialect), rateHeaders), error)
  } finally {
    await call.file?.remove()
  }
}

function withHeaders(reply: ApiReply, headers: Record<string, string> | undefined): ApiReply {
  if (headers) Object.assign(reply.headers, headers)
  return reply
}

function requireScope(ctx: Ctx, endpoint: Endpoint): void {
  if (ctx.actor.type === 'api_key' && ctx.actor.scopes.includes(endpoint.scope)) return
  throw new AppError('scope_missing', { detail: `This needs the scope ${endpoint.scope}.` })
}

async function readInput(
  call: Call,
  endpoint: Endpoint,
  parameters: Record<string, string>,
): Promise<object> {
  const { request } = call
  if (endpoint.upload) return { ...(await readForm(call, endpoint, endpoint.upload)), ...parameters }
  const isForm = endpoint.dialect?.encoding === 'form'
  const query = endpoint.query ? checkInput(endpoint.query, Object.fromEntries(request.query)) : {}
  if (endpoint.body)
    call.body = await (isForm ? parseForm(request) : parseBody(request, endpoint.bodyLimitBytes))
  const body = endpoint.body ? checkInput(endpoint.body, call.body) : {}
  return { ...query, ...body, ...parameters }
}

/** The file lies on the disk until the answer is made. The log learns what it was, and nothing of what it held. */
async function readForm(call: Call, { body }: Endpoint, upload: Upload): Promise<object> {
  const { fields, file } = await parseMultipart(call.request, upload)
  call.file = file
  const { fileName, claim, size } = file
  call.body = { ...fields, file: { file_name: fileName, mime_type: claim, size } }
  return { ...(body ? checkInput(body, fields) : {}), file }
}
