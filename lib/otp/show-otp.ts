import type { Ctx } from '@/lib/core/context'
import { visiblePhone } from '@/lib/core/visible-phone'
import type { OtpObject } from '@/lib/otp/schema'

/** An OTP as whoever asks may see it. */
export function showOtp<Shown extends Pick<OtpObject, 'to'>>(ctx: Ctx, otp: Shown): Shown {
  return { ...otp, to: visiblePhone(ctx, otp.to) }
}
