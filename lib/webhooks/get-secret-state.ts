import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { type StoredSecret, selectSecrets } from '@/lib/webhooks/secret-store'

export async function getSecretState(ctx: Ctx) {
  requirePermission(ctx, 'webhooks.read')
  return stateOf(await withTenant(ctx, (tx) => selectSecrets(tx, ctx.tenantId)))
}

export function stateOf([newest, before]: StoredSecret[]) {
  if (!newest) throw new Error('The tenant has no secret.')
  const until = new Date(newest.createdAt.getTime() + policy.webhooks.secret.overlapHours * 3_600_000)
  return {
    created_at: toTimestamp(newest.createdAt),
    previous_valid_until: before && until > new Date() ? toTimestamp(until) : null,
  }
}
