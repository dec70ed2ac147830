import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { EventObject } from '@/lib/webhooks/event-schema'
import { findEvent } from '@/lib/webhooks/log-store'
import { presentEvent } from '@/lib/webhooks/present-log'

export async function getEvent(ctx: Ctx, { id }: { id: string }): Promise<EventObject> {
  requirePermission(ctx, 'webhooks.read')
  const uuid = fromTypeId('event', id)
  const row = uuid && (await withTenant(ctx, (tx) => findEvent(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentEvent(row)
}
