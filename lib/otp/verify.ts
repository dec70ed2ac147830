import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { callAsTenant, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { keyFor } from '@/lib/core/key-ring'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { FailureObject } from '@/lib/messages/schema'
import { signProof } from '@/lib/otp/proof'
import { attemptsExceeded, isRightCode, refusalOf } from '@/lib/otp/rules'
import { otpStatuses, type RefusalReason, type VerifyOtpInput, type VerifyOtpReply } from '@/lib/otp/schema'
import { endOtp, findOtp, type OtpRow, presentOtp } from '@/lib/otp/store'
import { emitEvents } from '@/lib/webhooks/emit-events'

type Input = CamelKeys<z.output<typeof VerifyOtpInput>>

const Attempt = z.object({
  id: z.string(),
  phone: z.string().nullable(),
  status: z.enum(otpStatuses),
  attempts: z.number(),
  code_hash: z.string().nullable(),
  key_id: z.string(),
  counted: z.boolean(),
  failure: FailureObject.nullable(),
  checked_at: z.coerce.date(),
})
type Attempt = z.infer<typeof Attempt>

/**
 * Checks a code. A wrong one is an answer, not an error; only an unknown `otp_id` is `not_found`. The attempt is
 * counted and committed before the code is compared, so that guesses made at once are all counted.
 */
export async function verifyOtp(ctx: Ctx, input: Input): Promise<VerifyOtpReply> {
  const reply = await check(ctx, input)
  return reply.verified ? reply : { ...reply, to: input.to ?? reply.to }
}

async function check(ctx: Ctx, input: Input): Promise<VerifyOtpReply> {
  const attempt = await countAttempt(ctx, input)
  if (!attempt) return refused('no_active_otp', null, 0)
  const phone = attempt.phone
  if (!attempt.counted || phone === null) return refused(await whyNotCounted(ctx, attempt), attempt, 0)

  const owner = { tenantId: ctx.tenantId, otpId: attempt.id, phone }
  const pepper = keyFor('otp-pepper', attempt.key_id)
  if (isRightCode(pepper, owner, input.code, attempt.code_hash ?? ''))
    return markVerified(ctx, attempt, input.to ?? phone)

  const remaining = policy.otp.attempts - attempt.attempts
  if (remaining > 0) return refused('incorrect_code', attempt, remaining)
  await finish(ctx, attempt, { status: 'failed', at: attempt.checked_at, failure: attemptsExceeded })
  return refused('attempts_exceeded', attempt, 0)
}

async function countAttempt(ctx: Ctx, { otpId, to }: Input): Promise<Attempt | null> {
  const id = otpId === undefined ? null : fromTypeId('otp', otpId)
  if (otpId !== undefined && id === null) throw new AppError('not_found')
  const [row] = await callAsTenant(ctx, 'otp_attempt', [
    id,
    to === undefined ? null : canonicalPhone(to),
    policy.otp.attempts,
  ])
  if (!row && id) throw new AppError('not_found')
  return row ? Attempt.parse(row) : null
}

/** Of two right codes at once, one finds the OTP still pending; the other is told that it came second. */
async function markVerified(ctx: Ctx, attempt: Attempt, to: string): Promise<VerifyOtpReply> {
  const otp = await finish(ctx, attempt, { status: 'verified', at: attempt.checked_at })
  if (!otp) return refused((await refusalNow(ctx, attempt)) ?? 'no_active_otp', attempt, 0)
  return {
    object: 'otp_check',
    verified: true,
    otp_id: toTypeId('otp', attempt.id),
    to,
    verified_at: toTimestamp(attempt.checked_at),
    proof: await signProof(ctx, { ...otp, phone: to }, attempt.checked_at),
  }
}

type End = Parameters<typeof endOtp>[2]

function finish(ctx: Ctx, attempt: Attempt, end: End): Promise<OtpRow | null> {
  return withTenant(ctx, async (tx) => {
    const otp = await endOtp(tx, attempt.id, end)
    const found = otp && (await findOtp(tx, attempt.id))
    if (found) {
      const data = presentOtp(found)
      const type = end.status === 'verified' ? 'otp.verified' : 'otp.failed'
      await emitEvents(tx, [{ type, subjectId: data.otp_id, data }])
    }
    return otp
  })
}

/** While the last attempts are still being compared, nobody knows the answer: it is theirs, a moment later. */
async function whyNotCounted(ctx: Ctx, attempt: Attempt): Promise<RefusalReason> {
  const isUndecided = attempt.status === 'pending' && attempt.attempts >= policy.otp.attempts
  if (!isUndecided)
    return (await waitsForMessage(ctx, attempt))
      ? 'no_active_otp'
      : refusalOf(attempt.status, attempt.failure?.code)
  for (const milliseconds of [10, 40, 160, 640]) {
    await wait(milliseconds)
    const reason = await refusalNow(ctx, attempt)
    if (reason) return reason
  }
  return 'attempts_exceeded'
}

/** An inbound OTP has no code that could be right, however long it waits. */
async function waitsForMessage(ctx: Ctx, attempt: Attempt): Promise<boolean> {
  if (attempt.status !== 'pending') return false
  const found = await withTenant(ctx, (tx) => findOtp(tx, attempt.id))
  return found?.otp.direction === 'inbound' && !found.isExpired
}

/** Null while it is pending. */
async function refusalNow(ctx: Ctx, attempt: Attempt): Promise<RefusalReason | null> {
  const found = await withTenant(ctx, (tx) => findOtp(tx, attempt.id))
  if (!found) return 'no_active_otp'
  if (found.otp.status === 'pending') return null
  return refusalOf(found.otp.status, FailureObject.nullable().parse(found.otp.failure)?.code)
}

function refused(reason: RefusalReason, attempt: Attempt | null, remaining: number): VerifyOtpReply {
  return {
    object: 'otp_check',
    verified: false,
    reason,
    attempts_remaining: remaining,
    otp_id: attempt && toTypeId('otp', attempt.id),
    to: attempt?.phone ?? null,
  }
}
