import { countSignal } from '@/lib/alerts/count-signal'
import { AppError } from '@/lib/core/errors'
import type { Hook } from '@/lib/core/hook'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { errorReply } from '@/lib/http/reply'
import type { ApiReply, ApiRequest } from '@/lib/http/request'
import { metaHooks } from '@/lib/otp/hooks'
import { privacyHooks } from '@/lib/privacy/hooks'

const hooks: readonly Hook[] = [...metaHooks, ...privacyHooks]

/** The way of every request from a provider. The body is read whole before anything believes a byte of it. */
export async function handleHook(request: ApiRequest): Promise<ApiReply> {
  const requestId = newUuid()
  try {
    const hook = matchHook(request)
    const body = hook.bodyLimitBytes > 0 ? await request.body(hook.bodyLimitBytes) : new Uint8Array()
    if (body === null) throw new AppError('body_too_large')
    const { query, header, defer } = request
    const reply = await hook.run({ query, header, body, defer })
    return {
      status: reply.status,
      headers: {
        'content-type': reply.contentType,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'request-id': toTypeId('request', requestId),
      },
      body: reply.body,
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'signature_invalid') noteBadSignature(request.path)
    return errorReply(error, requestId)
  }
}

/** Known by then: only a hook of ours looks at signatures. */
function noteBadSignature(path: string): void {
  countSignal({ kind: 'signature_refused', subject: path.split('/')[3] ?? '' })
}

function matchHook(request: ApiRequest): Hook {
  const path = request.path.replace(/\/$/, '')
  const known = hooks.filter((hook) => hook.path === path)
  const found = known.find((hook) => hook.method === request.method)
  if (found) return found
  if (known.length === 0) throw new AppError('not_found')
  throw new AppError('method_not_allowed', {
    headers: { allow: known.map((hook) => hook.method).join(', ') },
  })
}
