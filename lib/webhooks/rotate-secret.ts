import { withTenant } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import { toTimestamp } from '@/lib/core/time'
import type { SecretObject } from '@/lib/webhooks/endpoint-schema'
import { mailRotation } from '@/lib/webhooks/mail-rotation'
import { makeSecret, openSecret, readSecrets } from '@/lib/webhooks/read-secrets'
import { recordAct } from '@/lib/webhooks/record-act'
import { previousValidUntil, rotatableAt } from '@/lib/webhooks/secret-rules'
import { lockSecrets } from '@/lib/webhooks/secret-store'

/**
 * Gives the mode a new secret, which signs from now on; the one before signs along for the overlap. Throws
 * `state_conflict` while as many sign as may at once, and `step_up_required` for people.
 */
export async function rotateSecret(ctx: Ctx): Promise<SecretObject> {
  requirePermission(ctx, 'webhooks.secret')
  requireStepUp(ctx)
  const { made, until } = await withTenant(ctx, async (tx) => {
    await lockSecrets(tx)
    const { newestFirst, now } = await readSecrets(ctx, tx)
    const at = rotatableAt(newestFirst, now)
    if (at)
      throw new AppError('state_conflict', {
        detail: `Several secrets sign along already. The next rotation is possible at ${toTimestamp(at)}.`,
      })
    const made = await makeSecret(ctx, tx)
    const until = toTimestamp(previousValidUntil([made, ...newestFirst], made.createdAt))
    const before = { created_at: toTimestamp(newestFirst[0].createdAt) }
    const after = { created_at: toTimestamp(made.createdAt), previous_valid_until: until }
    const target = { type: 'webhook_secret', id: ctx.mode }
    await recordAct(ctx, tx, { action: 'webhook_secret.rotated', target, before, after })
    return { made, until }
  })
  ctx.defer(() => tell(ctx, made.createdAt))
  return {
    object: 'webhook_secret',
    mode: ctx.mode,
    secret: openSecret(made),
    previous_valid_until: until,
    created_at: toTimestamp(made.createdAt),
  }
}

/** Who rotates it has seen it: whoever took over an endpoint first could forge what it gets from now on. */
async function tell(ctx: Ctx, at: Date): Promise<void> {
  const { actor, tenantId } = ctx
  if (actor.type === 'system') return
  const facts = { how: 'rotated' }
  await noteSignal({ tenantId, kind: 'webhook_secret_seen', subject: actor.id, facts })
  await mailRotation(ctx, at)
}
