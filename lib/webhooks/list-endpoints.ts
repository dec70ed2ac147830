import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePermission } from '@/lib/core/permissions'
import type { EndpointList } from '@/lib/webhooks/endpoint-schema'
import { selectEndpoints } from '@/lib/webhooks/endpoint-store'
import { presentEndpoint } from '@/lib/webhooks/present-endpoint'

export async function listEndpoints(
  ctx: Ctx,
  _query: { limit: number; cursor?: string | undefined },
): Promise<EndpointList> {
  requirePermission(ctx, 'webhooks.read')
  const rows = await withTenant(ctx, selectEndpoints)
  return {
    object: 'list',
    data: rows.map(({ endpoint, lane }) => presentEndpoint(endpoint, lane)),
    has_more: false,
    next_cursor: null,
  }
}
