import { afterCommit, type TenantTx } from '@/db/tenant'
import { kick } from '@/lib/webhooks/kick'
import type { DomainEvent } from '@/lib/webhooks/schema'
import { insertEvents } from '@/lib/webhooks/store'

/**
 * Writes what happened in the transaction in which it happened: an event exists if and only if its cause does. It goes
 * to the tenant's endpoints once that is committed.
 */
export async function emitEvents(tx: TenantTx, events: DomainEvent[]): Promise<void> {
  if (events.length === 0) return
  await insertEvents(tx, events)
  afterCommit(tx, kick)
}
