import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { keyFor } from '@/lib/core/key-ring'
import type { MessageOwner } from '@/lib/messages/owner'
import { receiveInbound } from '@/lib/otp/receive-inbound'
import { deliveryFailed, deriveCode, testCode } from '@/lib/otp/rules'
import { endOtp, findOtp, lockOtp, type OtpRow, presentOtp, selectMessagesOf } from '@/lib/otp/store'
import { emitEvents } from '@/lib/webhooks/emit-events'

/** The messages that carry codes: what they say, and what their fate means for the OTP. */
export const otpMessages: MessageOwner = {
  /** No code for an OTP that has ended, nor for a message in whose place the code was sent again: it goes unsent. */
  async code(tx, message) {
    const found = message.otpId ? await findOtp(tx, message.otpId) : null
    const isWanted = found?.otp.status === 'pending' && !found.isExpired && found.otp.messageId === message.id
    return isWanted ? codeOf(found.otp) : null
  },

  received: receiveInbound,

  async moved(tx, message, passed) {
    if (!message.otpId) return
    const ended = message.status === 'failed' && (await endUndelivered(tx, message.otpId, message))
    const found = await findOtp(tx, message.otpId)
    if (!found) return
    const data = presentOtp({ ...found, message, otp: { ...found.otp, messageId: message.id } })
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

type Message = Parameters<MessageOwner['moved']>[1]

/**
 * An OTP has failed once none of its messages can arrive any more: of a code that was sent again, another may. The
 * row is locked first, so that of two messages that fail at once the second sees the first.
 */
async function endUndelivered(tx: TenantTx, otpId: string, message: Message): Promise<boolean> {
  const found = await lockOtp(tx, otpId)
  if (!found) return false
  const others = (await selectMessagesOf(tx, found)).filter(({ id }) => id !== message.id)
  if (others.some((other) => mayArrive(other.status, other.id === found.otp.messageId))) return false
  const failure = deliveryFailed(message.failure)
  return (await endOtp(tx, otpId, { status: 'failed', at: message.endedAt ?? new Date(), failure })) !== null
}

/** One that still waits counts only if it is the latest: the others are not sent any more. */
function mayArrive(status: Message['status'], isLatest: boolean): boolean {
  if (status === 'failed' || status === 'canceled') return false
  return isLatest || status !== 'queued'
}

function codeOf(otp: OtpRow): string | null {
  if (otp.mode === 'test') return testCode(otp.codeLength)
  return otp.nonce ? deriveCode(keyFor('otp-code', otp.keyId), otp.nonce, otp.codeLength) : null
}
