import { asSystem } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { queueMailIn } from '@/lib/mails/queue'
import { findSecretKeepers } from '@/lib/webhooks/secret-system'

/** Tells those who may see it that there is a new secret; never what it is. Runs after the commit. */
export function mailRotation({ tenantId, mode, actor }: Ctx, at: Date): Promise<void> {
  return asSystem(async (tx) => {
    const workspace = await findSecretKeepers(tx, tenantId)
    if (!workspace || actor.type === 'system') return
    const fields = {
      workspace: workspace.name,
      mode,
      rotatedBy: actor.type === 'user' ? actor.email : `the API key ${actor.name}`,
      at: toTimestamp(at),
      overlapHours: policy.webhooks.secret.overlapHours,
      webhooksLink: `${env().APP_ORIGIN}/dashboard/${workspace.slug}/${mode}/webhooks`,
    }
    for (const { id, email: to } of workspace.people)
      await queueMailIn(tx, {
        template: 'webhook_secret_rotated',
        to,
        fields,
        dedupeKey: `webhook_secret_rotated ${tenantId} ${mode} ${at.getTime()} ${id}`,
      })
  })
}
