import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { findEndpoint } from '@/lib/webhooks/endpoint-store'
import { presentEndpoint } from '@/lib/webhooks/present-endpoint'

/** Throws `not_found`, also for one that was deleted. */
export async function getEndpoint(ctx: Ctx, { id }: { id: string }): Promise<EndpointObject> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('endpoint', id)
  const row = uuid && (await withTenant(ctx, (tx) => findEndpoint(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentEndpoint(row.endpoint, row.lane)
}
