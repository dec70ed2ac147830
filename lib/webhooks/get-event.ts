import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { EventObject } from '@/lib/webhooks/event-schema'
import { findEvent } from '@/lib/webhooks/feed-store'
import { presentEvent } from '@/lib/webhooks/present-event'

/** Throws `not_found` for an id that is malformed, unknown, of the other mode or of another tenant: all look alike. */
export async function getEvent(ctx: Ctx, { id }: { id: string }): Promise<EventObject> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('event', id)
  const row = uuid && (await withTenant(ctx, (tx) => findEvent(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentEvent(row)
}
