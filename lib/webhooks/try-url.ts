import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { postOutbound } from '@/lib/gateways/outbound'
import { checkEndpointUrl } from '@/lib/webhooks/check-url'
import type { TrialObject, TryUrlInput } from '@/lib/webhooks/endpoint-schema'
import { eventBody } from '@/lib/webhooks/event-body'
import { pingTo } from '@/lib/webhooks/examples'
import { limitTrials } from '@/lib/webhooks/limit-trials'
import { openSigningSecrets } from '@/lib/webhooks/read-secrets'
import { signedHeaders } from '@/lib/webhooks/sign'

type Input = CamelKeys<z.output<typeof TryUrlInput>>

/**
 * Posts a signed `test.ping` to a URL that is not saved yet, and tells what came back: nothing of it is kept. Throws
 * `url_not_allowed` for a URL that could not be saved, and `rate_limited`.
 */
export async function tryUrl(ctx: Ctx, { url: text, headers: own }: Input): Promise<TrialObject> {
  requirePerson(ctx, 'webhooks.write')
  await limitTrials(ctx)
  const url = await checkEndpointUrl(text)
  const { secrets, now } = await withTenant(ctx, (tx) => openSigningSecrets(ctx, tx))
  const ping = { id: newUuid(), type: 'test.ping', createdAt: now, mode: ctx.mode, data: pingTo(null) }
  const body = eventBody(ping)
  const timestamp = Math.floor(now.getTime() / 1_000)
  const signature = signedHeaders(secrets, { id: toTypeId('event', ping.id), timestamp, body })
  const answer = await postOutbound({
    url,
    headers: { ...own, 'content-type': 'application/json', ...signature },
    body,
    timeoutMilliseconds: policy.webhooks.attemptMilliseconds,
    readBytes: policy.webhooks.readBytes,
  })
  if (answer.outcome === 'failed') {
    // How long a name took that leads nowhere public would tell what it leads to.
    const tellsOfUs = answer.error === 'url_not_allowed' || answer.error === 'name_not_resolved'
    return {
      object: 'trial',
      status_code: null,
      error: answer.error,
      duration_ms: tellsOfUs ? null : Math.round(answer.milliseconds),
      body: null,
    }
  }
  return {
    object: 'trial',
    status_code: answer.statusCode,
    error: null,
    duration_ms: Math.round(answer.milliseconds),
    body: shown(answer.body),
  }
}

function shown(body: string): string {
  const bytes = Buffer.from(body)
  const { shownBytes } = policy.webhooks
  return bytes.length > shownBytes ? new TextDecoder().decode(bytes.subarray(0, shownBytes)) : body
}
