import type { TenantTx } from '@/db/tenant'
import { selectSending } from '@/lib/senders/sending-store'

export type SendingNumber = Awaited<ReturnType<typeof selectSending>>[number]

/**
 * The connected numbers with these UUIDs, and the primary one. A number that rests after failures is among them: what
 * is sent from it waits.
 */
export function findSendingNumbers(tx: TenantTx, ids: string[]): Promise<SendingNumber[]> {
  return selectSending(tx, ids)
}
