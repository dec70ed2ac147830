import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { unseal } from '@/lib/core/crypto'
import { requirePerson } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import type { SecretObject } from '@/lib/webhooks/endpoint-schema'
import { stateOf } from '@/lib/webhooks/get-secret-state'
import { selectSecrets } from '@/lib/webhooks/secret-store'

export async function revealSecret(ctx: Ctx): Promise<SecretObject> {
  requirePerson(ctx, 'webhooks.secret')
  requireStepUp(ctx)
  const stored = await withTenant(ctx, async (tx) => {
    await recordAudit(ctx, tx, {
      action: 'webhook_secret.seen',
      target: { type: 'webhook_secret', id: ctx.mode },
    })
    return selectSecrets(tx, ctx.tenantId)
  })
  const [newest] = stored
  if (!newest) throw new Error('The tenant has no secret.')
  const secret = unseal(newest.place, newest.sealed)
  return { object: 'webhook_secret', mode: ctx.mode, secret, ...stateOf(stored) }
}
