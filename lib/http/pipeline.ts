import type { Ctx } from '@/lib/core/context'
import type { Dialect, Endpoint } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { authenticate } from '@/lib/http/authenticate'
import { checkInput } from '@/lib/http/check-input'
import { endpoints } from '@/lib/http/endpoints'
import { once } from '@/lib/http/once'
import { parseBody } from '@/lib/http/parse-body'
import { parseForm } from '@/lib/http/parse-form'
import { errorReply } from '@/lib/http/reply'
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
  let dialect: Dialect | undefined
  try {
    const { endpoint, parameters } = matchEndpoint(offered, request)
    dialect = endpoint.dialect
    const { ctx } = await authenticate(request, requestId, dialect?.readKey)
    requireScope(ctx, endpoint)
    const input = await readInput(request, endpoint, parameters)
    return await once(ctx, request, endpoint, input)
  } catch (error) {
    return errorReply(error, requestId, dialect)
  }
}

function requireScope(ctx: Ctx, endpoint: Endpoint): void {
  if (ctx.actor.type === 'api_key' && ctx.actor.scopes.includes(endpoint.scope)) return
  throw new AppError('scope_missing', { detail: `This needs the scope ${endpoint.scope}.` })
}

async function readInput(
  request: ApiRequest,
  endpoint: Endpoint,
  parameters: Record<string, string>,
): Promise<object> {
  const readBody = endpoint.dialect?.encoding === 'form' ? parseForm : parseBody
  const query = endpoint.query ? checkInput(endpoint.query, Object.fromEntries(request.query)) : {}
  const body = endpoint.body ? checkInput(endpoint.body, await readBody(request)) : {}
  return { ...query, ...body, ...parameters }
}
