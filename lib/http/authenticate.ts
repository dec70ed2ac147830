import { type Ctx, proveContext } from '@/lib/core/context'
import type { Dialect } from '@/lib/core/endpoint'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import type { Plan } from '@/lib/core/policy'
import { countFailure, refuseAfterFailures } from '@/lib/http/failed-calls'
import type { ApiRequest } from '@/lib/http/request'
import { identifyKey, type KnownKey } from '@/lib/keys/identify'
import { noteKeyNetwork } from '@/lib/keys/note-network'
import { noteKeyUse } from '@/lib/keys/note-use'

/** Who calls, and what their plan allows. */
export type Caller = { ctx: Ctx; plan: Plan }

/** The tenant behind the request's API key. Plain HTTP is refused before the key is even looked at. */
export async function authenticate(
  request: ApiRequest,
  requestId: string,
  readKey: Dialect['readKey'] = readBearerKey,
): Promise<Caller> {
  requireHttps(request)
  const authorization = request.header('authorization')
  const key = readKey(authorization)
  refuseAfterFailures(request.address, key)
  const known = await identify(key, authorization).catch(async (error: unknown) => {
    throw error instanceof AppError && error.status === 401
      ? await countFailure(request.address, error)
      : error
  })
  if (!known.allows(request.address)) throw notAllowedFrom(request.address)
  noteKeyNetwork({ tenantId: known.tenant_id, keyId: known.id, address: request.address })
  noteKeyUse(request.defer, {
    tenantId: known.tenant_id,
    keyId: known.id,
    address: request.address,
    agent: request.header('user-agent') ?? '',
  })
  const ctx = proveContext({
    tenantId: known.tenant_id,
    mode: known.mode,
    defaultLocale: known.default_locale,
    actor: {
      type: 'api_key',
      id: known.id,
      name: known.name,
      scopes: known.scopes,
      senderId: known.sender_id,
    },
    requestId,
    address: request.address,
    defer: request.defer,
  })
  return { ctx, plan: known.plan }
}

async function identify(key: string | undefined, authorization: string | undefined): Promise<KnownKey> {
  if (!key) throw new AppError(authorization ? 'api_key_invalid' : 'api_key_missing')
  return identifyKey(key)
}

function notAllowedFrom(address: string): AppError {
  return new AppError('ip_not_allowed', {
    detail: `The key may not be used from ${address || 'an address that is not known'}.`,
  })
}

function readBearerKey(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer +(\S+)$/i)?.[1]
}

function requireHttps(request: ApiRequest): void {
  const mustBeSecure = env().APP_ENV === 'production' || env().APP_ENV === 'staging'
  if (mustBeSecure && !request.secure) throw new AppError('https_required')
}
