import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'
import { expireOtp } from '@/lib/otp/expire'
import { withPendingOtp } from '@/lib/otp/lock-pending'
import { recordAct } from '@/lib/otp/record-act'
import type { OtpObject } from '@/lib/otp/schema'
import { showOtp } from '@/lib/otp/show-otp'
import { letTimeBeOver, presentOtp } from '@/lib/otp/store'

/**
 * The clock of test mode: ends a pending OTP as if its time were over, event and all. Throws `not_found`, or
 * `state_conflict` for a live OTP and for one that is not pending.
 */
export async function expireTestOtp(ctx: Ctx, { id }: { id: string }): Promise<OtpObject> {
  requirePermission(ctx, 'otp.write')
  return withPendingOtp(ctx, id, async (tx, found) => {
    if (ctx.mode !== 'test')
      throw new AppError('state_conflict', { detail: 'Only a test OTP can be made to expire.' })
    await letTimeBeOver(tx, found.otp.id)
    const ended = (await expireOtp(tx, found.otp.id)) ?? presentOtp(found)
    await recordAct(ctx, tx, 'otp.expired', ended)
    return showOtp(ctx, ended)
  })
}
