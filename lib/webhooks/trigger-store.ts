import { events } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import type { DomainEvent } from '@/lib/webhooks/schema'

/** One event, and the row as it was stored. */
export async function insertEvent(tx: TenantTx, event: DomainEvent) {
  const [row] = await tx
    .insert(events)
    .values({ id: newUuid(), ...event })
    .returning({ id: events.id, mode: events.mode, createdAt: events.createdAt })
  if (!row) throw new Error('The event was not stored.')
  return row
}
