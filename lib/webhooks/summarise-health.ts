import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import type { EndpointHealth } from '@/lib/webhooks/health-schema'
import { type CountedEndpoint, countHealth } from '@/lib/webhooks/health-store'

/** How each endpoint of the context's mode has been doing for a day, the newest endpoint first. */
export async function summariseHealth(ctx: Ctx): Promise<EndpointHealth[]> {
  requirePermission(ctx, 'webhooks.read')
  return (await withTenant(ctx, countHealth)).map(healthOf)
}

function healthOf({ id, enabled, is_failing, ...counted }: CountedEndpoint): EndpointHealth {
  const { delivered, failed, p95, seen, waiting } = counted
  return {
    endpoint_id: toTypeId('endpoint', id),
    state: !enabled ? 'disabled' : is_failing ? 'failing' : 'enabled',
    delivered_24h: delivered,
    failed_24h: failed,
    success_ratio: delivered + failed === 0 ? null : delivered / (delivered + failed),
    p95_ms: p95,
    waiting,
    is_sample: seen >= policy.webhooks.health.sample,
  }
}
