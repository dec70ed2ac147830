import { toTypeId } from '@/lib/core/ids'
import { keyFor } from '@/lib/core/key-ring'
import type { MessageOwner } from '@/lib/messages/owner'
import { receiveInbound } from '@/lib/otp/receive-inbound'
import { deliveryFailed, deriveCode, testCode } from '@/lib/otp/rules'
import { endOtp, findOtp, type OtpRow, presentOtp } from '@/lib/otp/store'
import { emitEvents } from '@/lib/webhooks/emit-events'

/** The messages that carry codes: what they say, and what their fate means for the OTP. */
export const otpMessages: MessageOwner = {
  /** No code for an OTP that has ended: a superseded or expired code is dropped unsent. */
  async code(tx, message) {
    const found = message.otpId ? await findOtp(tx, message.otpId) : null
    return found?.otp.status === 'pending' && !found.isExpired ? codeOf(found.otp) : null
  },

  received: receiveInbound,

  async moved(tx, message, passed) {
    if (!message.otpId) return
    const ended =
      message.status === 'failed' &&
      (await endOtp(tx, message.otpId, {
        status: 'failed',
        at: message.endedAt ?? new Date(),
        failure: deliveryFailed(message.failure),
      }))
    const found = await findOtp(tx, message.otpId)
    if (!found) return
    const data = presentOtp(found)
    await emitEvents(
      tx,
      passed.flatMap((status) =>
        status === 'sent' || status === 'delivered' || (status === 'failed' && ended)
          ? [{ type: `otp.${status}`, subjectId: toTypeId('otp', found.otp.id), data } as const]
          : [],
      ),
    )
  },
}

function codeOf(otp: OtpRow): string | null {
  if (otp.mode === 'test') return testCode(otp.codeLength)
  return otp.nonce ? deriveCode(keyFor('otp-code', otp.keyId), otp.nonce, otp.codeLength) : null
}
