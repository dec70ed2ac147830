import { events } from '@/db/tables/webhooks'
import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import type { DomainEvent } from '@/lib/webhooks/schema'

export async function insertEvents(tx: TenantTx, rows: DomainEvent[]): Promise<void> {
  await tx.insert(events).values(rows.map((row) => ({ id: newUuid(), ...row })))
}

/** One whose id somebody needs at once. */
export async function insertEvent(tx: TenantTx, event: DomainEvent): Promise<string> {
  const id = newUuid()
  await tx.insert(events).values({ id, ...event })
  return id
}
