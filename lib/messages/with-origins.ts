import type { TenantTx } from '@/db/tenant'
import { selectOrigins } from '@/lib/messages/list-store'
import type { MessageRow } from '@/lib/messages/store'

/** A code's message is made together with its OTP, which alone says by which key and request. */
export async function withOrigins(tx: TenantTx, rows: MessageRow[]): Promise<MessageRow[]> {
  const origins = await selectOrigins(
    tx,
    rows.flatMap(({ otpId }) => otpId ?? []),
  )
  return rows.map((row) => {
    const origin = origins.find(({ id }) => id === row.otpId)
    if (!origin) return row
    return {
      ...row,
      apiKeyId: row.apiKeyId ?? origin.apiKeyId,
      requestId: row.requestId ?? origin.requestId,
    }
  })
}
