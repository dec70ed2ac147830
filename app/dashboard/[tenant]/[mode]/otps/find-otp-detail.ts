import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { getOtp } from '@/lib/otp/get'
import type { OtpDetail } from '@/lib/otp/schema'

/** Null when there is no such OTP in this tenant and mode. */
export async function findOtpDetail(ctx: Ctx, id: string): Promise<OtpDetail | null> {
  try {
    return await getOtp(ctx, { id })
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
