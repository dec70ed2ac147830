import type { TenantTx } from '@/db/tenant'
import { selectConditions } from '@/lib/senders/condition-store'
import { presentSender } from '@/lib/senders/present-sender'
import { emitEvents } from '@/lib/webhooks/emit-events'
import type { EventType } from '@/lib/webhooks/schema'

type SenderEvent = Extract<EventType, `sender.${string}`>

/** Tells what happened to numbers, each as it is by now in this very transaction. */
export async function emitSenderEvents(
  tx: TenantTx,
  type: SenderEvent,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  const now = new Date()
  const objects = (await selectConditions(tx, { ids })).map((condition) => presentSender(condition, now))
  await emitEvents(
    tx,
    objects.map((data) => ({ type, subjectId: data.id, data })),
  )
}
