import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { selectEndpoints } from '@/lib/webhooks/log-store'

export async function readAll(ctx: Ctx): Promise<EndpointObject[]> {
  requirePermission(ctx, 'webhooks.read')
  const rows = await withTenant(ctx, selectEndpoints)
  return rows.map((row) => ({
    object: 'webhook_endpoint',
    id: toTypeId('endpoint', row.id),
    mode: row.mode,
    url: row.url,
    events: row.eventTypes ?? ['*'],
    description: row.description,
    enabled: row.enabled,
    disabled_reason: row.disabledReason,
    disabled_at: row.disabledAt && toTimestamp(row.disabledAt),
    rate_per_second: row.ratePerSecond,
    header_names: row.headerNames,
    failing_since: null,
    last_succeeded_at: null,
    last_failed_at: null,
    created_at: toTimestamp(row.createdAt),
    updated_at: toTimestamp(row.updatedAt),
  }))
}
