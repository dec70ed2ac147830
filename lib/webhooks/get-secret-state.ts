import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import type { SecretState } from '@/lib/webhooks/endpoint-schema'
import { readSecrets } from '@/lib/webhooks/read-secrets'
import { previousValidUntil } from '@/lib/webhooks/secret-rules'

/** How old the mode's secret is, and whether the one before still signs along; not what it is. */
export async function getSecretState(ctx: Ctx): Promise<SecretState> {
  requirePerson(ctx, 'webhooks.read')
  const { newestFirst, now } = await withTenant(ctx, (tx) => readSecrets(ctx, tx))
  return {
    object: 'webhook_secret',
    mode: ctx.mode,
    previous_valid_until: toTimestamp(previousValidUntil(newestFirst, now)),
    created_at: toTimestamp(newestFirst[0].createdAt),
  }
}
