import { randomBytes } from 'node:crypto'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { requireStepUp } from '@/lib/core/step-up'
import type { SecretObject } from '@/lib/webhooks/endpoint-schema'
import { stateOf } from '@/lib/webhooks/get-secret-state'
import { insertSecret, selectSecrets } from '@/lib/webhooks/secret-store'

export async function rotateSecret(ctx: Ctx): Promise<SecretObject> {
  requirePermission(ctx, 'webhooks.secret')
  requireStepUp(ctx)
  const { tenantId, mode } = ctx
  const secret = `whsec_${randomBytes(policy.webhooks.secret.bytes).toString('base64')}`
  const stored = await withTenant(ctx, async (tx) => {
    await insertSecret(tx, (rowId) =>
      seal({ table: 'webhook_secrets', column: 'secret', tenantId, rowId }, secret),
    )
    await recordAudit(ctx, tx, {
      action: 'webhook_secret.rotated',
      target: { type: 'webhook_secret', id: mode },
    })
    return selectSecrets(tx, tenantId)
  })
  return { object: 'webhook_secret', mode, secret, ...stateOf(stored) }
}
