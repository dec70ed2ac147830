import type { z } from 'zod'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import type { CheckedTestOtp, VerifyTestOtpInput } from '@/lib/otp/schema'
import { verifyOtp } from '@/lib/otp/verify'

type Input = CamelKeys<z.output<typeof VerifyTestOtpInput>>

/**
 * Checks a code as the API does, for a person who tries the flow out. Its answer goes to a browser, and so it has no
 * proof and no number. Throws `not_found`, or `state_conflict` in live mode, where codes are checked by servers alone.
 */
export async function verifyTestOtp(ctx: Ctx, { otpId, code }: Input): Promise<CheckedTestOtp> {
  requirePermission(ctx, 'otp.write')
  if (ctx.mode !== 'test')
    throw new AppError('state_conflict', { detail: 'Only a test OTP can be verified from the dashboard.' })
  const check = await verifyOtp(ctx, { otpId, code })
  if (check.verified) return { object: 'otp_check', verified: true }
  const { object, verified, reason, attempts_remaining } = check
  return { object, verified, reason, attempts_remaining }
}
