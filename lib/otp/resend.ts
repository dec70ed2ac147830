import { z } from 'zod'
import { callAsTenant, inOneTransaction, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, newUuid } from '@/lib/core/ids'
import { keyFor } from '@/lib/core/key-ring'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { sendAttempt } from '@/lib/messages/send-attempt'
import { whyNotPending } from '@/lib/otp/lock-pending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { recordAct } from '@/lib/otp/record-act'
import { deriveCode, sendLimits, testCode } from '@/lib/otp/rules'
import type { OtpObject } from '@/lib/otp/schema'
import { showOtp } from '@/lib/otp/show-otp'
import { findOtp, presentOtp } from '@/lib/otp/store'
import { openCredentials } from '@/lib/senders/credentials'

const Refused = z.object({
  outcome: z.enum(['no_sender', 'template_unusable', 'otp_rate_limited', 'otp_cooldown', 'ended', 'inbound']),
  retry_after: z.number().nullable(),
})
const Accepted = z.object({
  outcome: z.literal('accepted'),
  created_at: z.coerce.date(),
  phone: z.string(),
  nonce: z.instanceof(Uint8Array),
  key_id: z.string(),
  code_length: z.number(),
  sender_id: z.string(),
  phone_number_id: z.string(),
  access_token_sealed: z.string().nullable(),
  template: z.string(),
  language: z.string(),
})
type Accepted = z.infer<typeof Accepted>
const Outcome = z.discriminatedUnion('outcome', [Refused, Accepted])

/**
 * Sends the same code again to the same phone, with the same time to live; it counts like a send. Throws `not_found`,
 * `state_conflict` with why it is not pending, `otp_rate_limited`, `otp_cooldown`, `no_sender` or `template_unusable`,
 * and then nothing has happened.
 */
export async function resendOtp(ctx: Ctx, input: { id: string }): Promise<OtpObject> {
  requirePermission(ctx, 'otp.write')
  if (ctx.actor.type !== 'user') return resend(ctx, input)
  return inOneTransaction(ctx, (tx, attempt) =>
    attempt(async (scope) => {
      const otp = await resend(scope, input)
      await recordAct(scope, tx, 'otp.resent', otp)
      return otp
    }),
  )
}

async function resend(ctx: Ctx, { id }: { id: string }): Promise<OtpObject> {
  const otpId = fromTypeId('otp', id)
  if (!otpId) throw new AppError('not_found')
  const messageId = newUuid()
  const [row] = await callAsTenant(ctx, 'otp_resend', [
    otpId,
    messageId,
    ctx.actor.type === 'api_key' ? ctx.actor.senderId : null,
    policy.otp.attempts,
    policy.messages.leaseSeconds,
    ...sendLimits,
  ])
  if (!row) throw new AppError('not_found')
  const outcome = Outcome.parse(row)
  const found = await withTenant(ctx, (tx) => findOtp(tx, otpId))
  if (!found) throw new AppError('not_found')
  if (outcome.outcome !== 'accepted') throw refusal(outcome, whyNotPending(found))

  ctx.defer(() => sendAttempt(ctx, attemptOf(ctx, messageId, outcome), otpMessages))
  return showOtp(ctx, presentOtp(found))
}

function attemptOf(ctx: Ctx, messageId: string, outcome: Accepted) {
  const { phone, template, language, created_at: createdAt } = outcome
  return {
    messageId,
    phone,
    template,
    language,
    code: codeOf(ctx, outcome),
    number: 1,
    createdAt,
    sender: credentialsOf(ctx, outcome),
  }
}

function codeOf(ctx: Ctx, { key_id, nonce, code_length }: Accepted): string {
  if (ctx.mode === 'test') return testCode(code_length)
  return deriveCode(keyFor('otp-code', key_id), nonce, code_length)
}

function credentialsOf(ctx: Ctx, row: Accepted) {
  if (ctx.mode === 'test' || row.access_token_sealed === null) return null
  return openCredentials(ctx, row.sender_id, row.phone_number_id, row.access_token_sealed)
}

function refusal({ outcome, retry_after }: z.infer<typeof Refused>, whyEnded: string | null): AppError {
  if (outcome === 'inbound')
    return new AppError('state_conflict', {
      detail: 'An inbound OTP has no message that could be sent again.',
    })
  if (outcome === 'ended')
    return new AppError('state_conflict', { detail: whyEnded ?? 'Its attempts are used up.' })
  return new AppError(outcome, retry_after === null ? {} : { retryAfterSeconds: retry_after })
}
