import type { TenantTx } from '@/db/tenant'
import { toTypeId } from '@/lib/core/ids'
import { keyFor } from '@/lib/core/key-ring'
import type { MessageOwner, Move } from '@/lib/messages/owner'
import type { MessageStatus } from '@/lib/messages/schema'
import { noteDisowned } from '@/lib/otp/note-disowned'
import { receiveInbound } from '@/lib/otp/receive-inbound'
import { deliveryFailed, deriveCode, testCode } from '@/lib/otp/rules'
import {
  endOtp,
  findOtp,
  findOtps,
  lockOtp,
  type OtpRow,
  presentOtp,
  selectMessagesOf,
} from '@/lib/otp/store'
import { emitEvents } from '@/lib/webhooks/emit-events'
import type { DomainEvent } from '@/lib/webhooks/schema'

/** The messages that carry codes: what they say, and what their fate means for the OTP. */
export const otpMessages: MessageOwner = {
  /** No code for an OTP that has ended, nor for a message in whose place the code was sent again: it goes unsent. */
  async code(tx, message) {
    const found = message.otpId ? await findOtp(tx, message.otpId) : null
    const isWanted = found?.otp.status === 'pending' && !found.isExpired && found.otp.messageId === message.id
    return isWanted ? codeOf(found.otp) : null
  },

  received: receiveInbound,
  disowned: noteDisowned,

  /** In the order of the OTPs, so that two deliveries that end several never wait for each other in a circle. */
  async moved(tx, moves) {
    const own = moves.flatMap(({ message, passed }) =>
      message.otpId ? [{ message, passed, otpId: message.otpId }] : [],
    )
    own.sort((left, right) => (left.otpId < right.otpId ? -1 : 1))
    const ended = new Set<string>()
    for (const { message, otpId } of own)
      if (message.status === 'failed' && (await endUndelivered(tx, otpId, message))) ended.add(message.id)
    const found = await findOtps(tx, [...new Set(own.map(({ otpId }) => otpId))])
    await emitEvents(
      tx,
      own.flatMap(({ message, passed, otpId }) => {
        const otp = found.get(otpId)
        if (!otp) return []
        const data = presentOtp({ ...otp, message, otp: { ...otp.otp, messageId: message.id } })
        return passed.flatMap((status): DomainEvent[] =>
          status === 'sent' || status === 'delivered' || (status === 'failed' && ended.has(message.id))
            ? [{ type: `otp.${status}`, subjectId: toTypeId('otp', otpId), data }]
            : [],
        )
      }),
    )
  },
}

/**
 * An OTP has failed once none of its messages can arrive any more: of a code that was sent again, another may. The
 * row is locked first, so that of two messages that fail at once the second sees the first.
 */
async function endUndelivered(tx: TenantTx, otpId: string, message: Move['message']): Promise<boolean> {
  const found = await lockOtp(tx, otpId)
  if (!found) return false
  const others = (await selectMessagesOf(tx, found)).filter(({ id }) => id !== message.id)
  if (others.some((other) => mayArrive(other.status, other.id === found.otp.messageId))) return false
  const failure = deliveryFailed(message.failure)
  return (await endOtp(tx, otpId, { status: 'failed', at: message.endedAt ?? new Date(), failure })) !== null
}

/** One that still waits counts only if it is the latest: the others are not sent any more. */
function mayArrive(status: MessageStatus, isLatest: boolean): boolean {
  if (status === 'failed' || status === 'canceled') return false
  return isLatest || status !== 'queued'
}

function codeOf(otp: OtpRow): string | null {
  if (otp.mode === 'test') return testCode(otp.codeLength)
  return otp.nonce ? deriveCode(keyFor('otp-code', otp.keyId), otp.nonce, otp.codeLength) : null
}
