import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { unseal } from '@/lib/core/crypto'
import { newTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { postOutbound } from '@/lib/gateways/outbound'
import { requireUrl } from '@/lib/webhooks/create-endpoint'
import { pingExample } from '@/lib/webhooks/examples'
import { signingSecrets } from '@/lib/webhooks/secret-rules'
import { selectSecrets } from '@/lib/webhooks/secret-store'
import { signedHeaders } from '@/lib/webhooks/sign'

type Input = { url: string; headers: Record<string, string> }

export async function tryUrl(ctx: Ctx, { url, headers }: Input) {
  requirePerson(ctx, 'webhooks.write')
  await requireUrl(url)
  const stored = await withTenant(ctx, (tx) => selectSecrets(tx, ctx.tenantId))
  const secrets = signingSecrets(stored, new Date()).map(({ place, sealed }) => unseal(place, sealed))
  const now = new Date()
  const id = newTypeId('event')
  const { mode } = ctx
  const body = JSON.stringify({ id, type: 'test.ping', timestamp: toTimestamp(now), mode, data: pingExample })
  const timestamp = Math.floor(now.getTime() / 1_000)
  const answer = await postOutbound({
    url,
    headers: {
      ...headers,
      'content-type': 'application/json',
      ...signedHeaders(secrets, { id, timestamp, body }),
    },
    body,
    timeoutMilliseconds: policy.webhooks.attemptMilliseconds,
    readBytes: policy.webhooks.readBytes,
  })
  const answered = answer.outcome === 'answered'
  return {
    object: 'trial' as const,
    status_code: answered ? answer.statusCode : null,
    error: answered ? null : answer.error,
    duration_ms: answer.milliseconds,
    body: answered ? answer.body : null,
  }
}
