import { afterCommit, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import type { EventObject } from '@/lib/webhooks/event-schema'
import { kick } from '@/lib/webhooks/kick'
import type { DomainEvent } from '@/lib/webhooks/schema'
import { insertEvent } from '@/lib/webhooks/trigger-store'

/**
 * Makes an event of which nothing has happened, so that whoever builds an endpoint sees each type: it goes to the
 * tenant's endpoints, into the log and to whoever pulls, like any other. Throws `state_conflict` in live mode, where an
 * event is the word for what has happened.
 */
export async function triggerEvent(ctx: Ctx, event: DomainEvent): Promise<EventObject> {
  requirePermission(ctx, 'webhooks.write')
  if (ctx.mode !== 'test')
    throw new AppError('state_conflict', { detail: 'Only in test mode can an event be made by hand.' })
  const { id, mode, createdAt } = await withTenant(ctx, (tx) => {
    afterCommit(tx, kick)
    return insertEvent(tx, event)
  })
  const timestamp = toTimestamp(createdAt)
  return {
    object: 'event',
    id: toTypeId('event', id),
    type: event.type,
    mode,
    timestamp,
    data: { ...event.data },
    created_at: timestamp,
  }
}
