import { asSystem } from '@/db/tenant'
import type { Operator } from '@/lib/core/operator'
import type { QueueState } from '@/lib/core/queue-state'
import { measureMails } from '@/lib/mails/queue-system'

/** How far behind the mail is. */
export async function mailQueueState(_operator: Operator): Promise<QueueState> {
  return { name: 'Mail to hand over', ...(await asSystem(measureMails)) }
}
