import type { TenantTx } from '@/db/tenant'
import type { DomainEvent } from '@/lib/webhooks/schema'
import { insertEvents } from '@/lib/webhooks/store'

/** Writes what happened in the transaction in which it happened: an event exists if and only if its cause does. */
export async function emitEvents(tx: TenantTx, events: DomainEvent[]): Promise<void> {
  if (events.length > 0) await insertEvents(tx, events)
}
