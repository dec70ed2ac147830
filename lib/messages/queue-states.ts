import { asSystem } from '@/db/tenant'
import type { Operator } from '@/lib/core/operator'
import type { QueueState } from '@/lib/core/queue-state'
import { measureQueues } from '@/lib/messages/queue-system'

/** How far behind the sending of messages and the reading of Meta's reports are. */
export function queueStates(_operator: Operator): Promise<QueueState[]> {
  return asSystem(measureQueues)
}
