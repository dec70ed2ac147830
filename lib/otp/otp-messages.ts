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
  lockOtps,
  type OtpRow,
  type OtpWithMessage,
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

  async moved(tx, moves) {
    const own = moves.flatMap(({ message, passed }) =>
      message.otpId ? [{ message, passed, otpId: message.otpId }] : [],
    )
    const ended = await endUndelivered(
      tx,
      own.filter(({ message }) => message.status === 'failed'),
    )
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

type Own = Move & { otpId: string }

/**
 * An OTP has failed once none of its messages can arrive any more: of a code that was sent again, another may. The
 * rows are locked first, so that of two messages that fail at once the second sees the first. Answers with the
 * messages that ended theirs.
 */
async function endUndelivered(tx: TenantTx, failed: Own[]): Promise<Set<string>> {
  const found = await lockOtps(tx, [...new Set(failed.map(({ otpId }) => otpId))])
  const ended = new Set<string>()
  for (const { message, otpId } of failed) {
    const otp = found.get(otpId)
    if (!otp || (await hasOthers(tx, otp, message))) continue
    const end = { status: 'failed', at: message.endedAt ?? new Date() } as const
    if (await endOtp(tx, otpId, { ...end, failure: deliveryFailed(message.failure) })) ended.add(message.id)
  }
  return ended
}

/** Whether another message with the same code may still arrive. */
async function hasOthers(tx: TenantTx, found: OtpWithMessage, message: Own['message']): Promise<boolean> {
  const { messageId, earlierMessageIds } = found.otp
  if (messageId === message.id && earlierMessageIds.length === 0) return false
  const all = await selectMessagesOf(tx, found)
  return all.some(({ id, status }) => id !== message.id && mayArrive(status, id === messageId))
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
