import { asSystem } from '@/db/tenant'
import type { Operator } from '@/lib/core/operator'
import type { QueueState } from '@/lib/core/queue-state'
import { measureWebhooks } from '@/lib/webhooks/measure-system'

/** How far behind the fan-out of events and their delivery are. */
export function webhookQueueStates(_operator: Operator): Promise<QueueState[]> {
  return asSystem(measureWebhooks)
}
