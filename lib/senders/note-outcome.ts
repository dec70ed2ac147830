import type { TenantTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import { countFailure, endFailures } from '@/lib/senders/sending-store'

/** Meta took a message of this number: failures before it are forgotten, and a rest is over. */
export function noteSendingWell(tx: TenantTx, senderId: string): Promise<void> {
  return endFailures(tx, senderId)
}

/** A message could not be sent, for a reason that lies with the number or with Meta. */
export function noteSendingFailed(tx: TenantTx, senderId: string): Promise<void> {
  return countFailure(tx, senderId, policy.messages.breaker)
}
