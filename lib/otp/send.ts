import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { callAsTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { countryLanguages } from '@/lib/core/country-languages'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { currentKeyId, keyFor } from '@/lib/core/key-ring'
import { magicNumber } from '@/lib/core/magic-numbers'
import { requirePermission } from '@/lib/core/permissions'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { sendAttempt } from '@/lib/messages/send-attempt'
import { type GuardPass, guardSend } from '@/lib/otp/guard-send'
import { otpMessages } from '@/lib/otp/otp-messages'
import { deriveCode, hashCode, languagePreference, sendLimits, testCode } from '@/lib/otp/rules'
import type { SendOtpInput, SendOtpReply } from '@/lib/otp/schema'
import { chosenSender } from '@/lib/senders/chosen-sender'
import { openCredentials } from '@/lib/senders/credentials'

type Input = CamelKeys<z.output<typeof SendOtpInput>>
type Reply = z.input<typeof SendOtpReply>

const Refused = z.object({
  outcome: z.enum([
    'no_sender',
    'template_unusable',
    'otp_rate_limited',
    'otp_cooldown',
    'hourly_cap',
    'daily_cap',
  ]),
  retry_after: z.number().nullable(),
})
const Accepted = z.object({
  outcome: z.literal('accepted'),
  created_at: z.coerce.date(),
  expires_at: z.coerce.date(),
  sender_id: z.string(),
  phone_number_id: z.string(),
  access_token_sealed: z.string().nullable(),
  template: z.string(),
  language: z.string(),
})
const Outcome = z.discriminatedUnion('outcome', [Refused, Accepted])

/**
 * Makes an OTP, supersedes the pending one of the same phone, and hands its message to WhatsApp once the caller
 * has the answer. Throws `otp_guard_blocked`, `otp_rate_limited`, `otp_cooldown`, `no_sender` or
 * `template_unusable`, and then nothing has happened.
 */
export async function sendOtp(ctx: Ctx, input: Input): Promise<Reply> {
  requirePermission(ctx, 'otp.write')
  const magic = magicNumber(ctx.mode, input.to)
  if (magic.rateLimited) throw new AppError('otp_rate_limited', { retryAfterSeconds: 60 })

  const guard = await guardSend(ctx, input.to)
  const draft = draftOtp(ctx, input)
  const expirySeconds = magic.expirySeconds ?? input.expiry
  const outcome = await persist(ctx, input, draft, expirySeconds, guard)
  if (outcome.outcome !== 'accepted') throw refusal(outcome, guard)

  ctx.defer(async () =>
    sendAttempt(
      ctx,
      {
        messageId: draft.messageId,
        phone: input.to,
        template: outcome.template,
        language: outcome.language,
        code: draft.code,
        number: 1,
        createdAt: outcome.created_at,
        sender: credentialsOf(ctx, outcome),
      },
      otpMessages,
    ),
  )
  guard.accepted({ id: draft.otpId, at: outcome.created_at })

  return {
    object: 'otp',
    otp_id: toTypeId('otp', draft.otpId),
    to: input.to,
    status: 'pending',
    expires_at: toTimestamp(outcome.expires_at),
    attempts_remaining: policy.otp.attempts,
    message_id: toTypeId('message', draft.messageId),
    delivery_status: 'queued',
    mode: ctx.mode,
    purpose: input.purpose ?? null,
    metadata: input.metadata,
    created_at: toTimestamp(outcome.created_at),
  }
}

function draftOtp(ctx: Ctx, { to, codeLength }: Input) {
  const keyId = currentKeyId()
  const nonce = randomBytes(16)
  const otpId = newUuid()
  const code =
    ctx.mode === 'test' ? testCode(codeLength) : deriveCode(keyFor('otp-code', keyId), nonce, codeLength)
  const owner = { tenantId: ctx.tenantId, otpId, phone: to }
  const codeHash = hashCode(keyFor('otp-pepper', keyId), owner, code)
  return { otpId, messageId: newUuid(), keyId, nonce, code, codeHash }
}

async function persist(
  ctx: Ctx,
  input: Input,
  draft: ReturnType<typeof draftOtp>,
  expirySeconds: number,
  { hourlyCap, dailyCap }: GuardPass,
) {
  const [row] = await callAsTenant(ctx, 'otp_send', [
    draft.otpId,
    draft.messageId,
    input.to,
    canonicalPhone(input.to),
    input.codeLength,
    expirySeconds,
    draft.nonce,
    draft.codeHash,
    draft.keyId,
    chosenSender(ctx, input),
    languagePreference(input.locale, ctx.defaultLocale, countryLanguages(input.to)),
    input.purpose ?? null,
    input.metadata,
    null,
    hourlyCap,
    dailyCap,
    ctx.actor.type === 'api_key' ? ctx.actor.id : null,
    ctx.requestId,
    policy.messages.leaseSeconds,
    ...sendLimits,
  ])
  return Outcome.parse(row)
}

function refusal({ outcome, retry_after }: z.infer<typeof Refused>, guard: GuardPass): AppError {
  if (outcome === 'hourly_cap' || outcome === 'daily_cap') return guard.refuseByCap(outcome)
  return new AppError(outcome, retry_after === null ? {} : { retryAfterSeconds: retry_after })
}

function credentialsOf(ctx: Ctx, row: z.infer<typeof Accepted>) {
  if (ctx.mode === 'test' || row.access_token_sealed === null) return null
  return openCredentials(ctx, row.sender_id, row.phone_number_id, row.access_token_sealed)
}
