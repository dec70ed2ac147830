import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { keyFor, keyIds } from '@/lib/core/key-ring'
import { canonicalPhone } from '@/lib/core/phone'
import type { InboundText } from '@/lib/messages/owner'
import { numberHidden, tooManyOtherNumbers, verdictOn } from '@/lib/otp/rules'
import { endOtp, findOtp, keepReceived, lockByToken, type OtpRow, presentOtp } from '@/lib/otp/store'
import { hashToken, hideTokens, readTokens } from '@/lib/otp/token'
import { emitEvents } from '@/lib/webhooks/emit-events'

/**
 * What a person wrote to one of the tenant's numbers. With the token of an OTP that waits, it proves the number it
 * came from; without one it is none of ours. However often and however many at once it comes, it counts once. Answers
 * with the text as it may be kept, which is without a token.
 */
export async function receiveInbound(ctx: Ctx, message: InboundText): Promise<string> {
  const tokens = readTokens(message.text)
  const hashes = keyIds().flatMap((keyId) =>
    tokens.map((token) => hashToken(keyFor('otp-pepper', keyId), ctx, token)),
  )
  const holdsToken = hashes.length > 0 && (await withTenant(ctx, (tx) => count(tx, hashes, message)))
  return hideTokens(message.text, { holdsToken })
}

/** Whether one of them is the token of an OTP that waits. */
async function count(tx: TenantTx, hashes: string[], message: InboundText): Promise<boolean> {
  const held = await lockByToken(tx, hashes)
  if (!held || held.otp.receivedMessages.some(({ wamid }) => wamid === message.wamid)) return held !== null
  const end = await weigh(tx, held, message)
  const ended = end && (await endOtp(tx, held.otp.id, { ...end, at: held.now }))
  const found = ended && (await findOtp(tx, held.otp.id))
  if (!found) return true
  const data = presentOtp(found)
  await emitEvents(tx, [{ type: `otp.${end.status}`, subjectId: data.otp_id, data }])
  return true
}

/** Keeps the message with its OTP. What it means for the OTP, or null when that waits on. */
async function weigh(tx: TenantTx, { otp, now }: { otp: OtpRow; now: Date }, message: InboundText) {
  const { phone, wamid } = message
  const verdict = verdictOn(otp, phone)
  const at = between(otp.createdAt, message.at, now).toISOString()
  const learnt = verdict === 'proven' && otp.phone === null ? phone : null
  const { attempts } = await keepReceived(tx, otp, {
    received: { wamid, at, verdict },
    ...(learnt === null ? {} : { proven: { phone: learnt, canonicalPhone: canonicalPhone(learnt) } }),
  })
  if (verdict === 'proven') return { status: 'verified' } as const
  const failure = verdict === 'number_hidden' ? numberHidden : tooManyOtherNumbers(attempts)
  return failure && ({ status: 'failed', failure } as const)
}

/** Nobody can write a token before it is there: what Meta's clock says otherwise is not believed. */
function between(earliest: Date, at: Date, latest: Date): Date {
  return new Date(Math.min(Math.max(earliest.getTime(), at.getTime()), latest.getTime()))
}
