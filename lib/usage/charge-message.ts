import type { TenantTx } from '@/db/tenant'
import { insertEntries } from '@/lib/usage/entry-store'
import { countryOf } from '@/lib/usage/rules'

type Taken = {
  id: string
  otpId: string | null
  senderId: string | null
  apiKeyId: string | null
  phone: string | null
  bsuid: string | null
}

/**
 * Counts messages that Meta has taken, each once: in the transaction that first learns of Meta's id for it. The same
 * one again, from another process or another report, changes nothing.
 */
export async function chargeMessages(tx: TenantTx, taken: Taken[]): Promise<void> {
  if (taken.length === 0) return
  await insertEntries(
    tx,
    taken.map((message) => ({
      id: message.id,
      kind: message.otpId ? 'otp' : 'message',
      senderId: message.senderId,
      apiKeyId: message.apiKeyId,
      country: countryOf(message),
    })),
  )
}

export function chargeMessage(tx: TenantTx, message: Taken): Promise<void> {
  return chargeMessages(tx, [message])
}
