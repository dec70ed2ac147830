import type { TenantTx } from '@/db/tenant'
import type { MessageStatus } from '@/lib/messages/schema'
import type { MessageRow } from '@/lib/messages/store'

/**
 * Whoever a message is sent for. Messages lie to the left of their owners in the house and do not know them;
 * whoever composes the two hands the owner in.
 */
export type MessageOwner = {
  /** The code to send now, or null when the message has lost its purpose. */
  code: (tx: TenantTx, message: MessageRow) => Promise<string | null>
  /** Called in the transaction that moved the message, once for every status it passed. */
  moved: (tx: TenantTx, message: MessageRow, passed: MessageStatus[]) => Promise<void>
}
