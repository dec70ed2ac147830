import { withTenant } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import { toTimestamp } from '@/lib/core/time'
import type { SecretObject } from '@/lib/webhooks/endpoint-schema'
import { openSecret, readSecrets } from '@/lib/webhooks/read-secrets'
import { previousValidUntil } from '@/lib/webhooks/secret-rules'

/**
 * The secret that signs the mode's deliveries. People alone are told, and whoever looks is written down before they
 * are. Throws `step_up_required`.
 */
export async function revealSecret(ctx: Ctx): Promise<SecretObject> {
  const user = requirePerson(ctx, 'webhooks.secret')
  requireStepUp(ctx)
  const { newestFirst, now } = await withTenant(ctx, async (tx) => {
    const secrets = await readSecrets(ctx, tx)
    const target = { type: 'webhook_secret', id: ctx.mode }
    await recordAudit(ctx, tx, { action: 'webhook_secret.seen', target })
    return secrets
  })
  await noteSignal({ tenantId: ctx.tenantId, kind: 'webhook_secret_seen', subject: user.id })
  return {
    object: 'webhook_secret',
    mode: ctx.mode,
    secret: openSecret(newestFirst[0]),
    previous_valid_until: toTimestamp(previousValidUntil(newestFirst, now)),
    created_at: toTimestamp(newestFirst[0].createdAt),
  }
}
