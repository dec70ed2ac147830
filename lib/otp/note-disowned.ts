import type { TenantTx } from '@/db/tenant'
import { countSignal } from '@/lib/alerts/count-signal'
import { canonicalPhone } from '@/lib/core/phone'
import type { Disowning, Move } from '@/lib/messages/owner'
import { findLatestTo } from '@/lib/otp/disowned-store'
import { keepReceived, lockOtp } from '@/lib/otp/store'

/**
 * A person tapped "I didn't request a code": somebody else has asked for it in their name. It stands in the OTP's
 * timeline, and is counted for the alerts; the code stays as it is. Where Meta does not say which message it was
 * about, it is the latest code to that phone.
 */
export async function noteDisowned(
  tx: TenantTx,
  message: Move['message'] | null,
  { wamid, phone, at }: Disowning,
): Promise<void> {
  const canonical = phone === null ? null : canonicalPhone(phone)
  const latest = async () => (canonical === null ? null : findLatestTo(tx, canonical))
  const otpId = message?.otpId ?? (await latest())
  const found = otpId === null ? null : await lockOtp(tx, otpId)
  if (!found || found.otp.receivedMessages.some((received) => received.wamid === wamid)) return
  await keepReceived(tx, found.otp, { received: { wamid, at: at.toISOString(), verdict: 'disowned' } })
  const { tenantId } = found.otp
  countSignal({ tenantId, kind: 'code_disowned', subject: tenantId })
}
