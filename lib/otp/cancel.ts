import type { Ctx } from '@/lib/core/context'
import { requirePermission } from '@/lib/core/permissions'
import { withPendingOtp } from '@/lib/otp/lock-pending'
import { recordAct } from '@/lib/otp/record-act'
import type { OtpObject } from '@/lib/otp/schema'
import { showOtp } from '@/lib/otp/show-otp'
import { endOtp, presentOtp } from '@/lib/otp/store'

/**
 * Ends a pending OTP: no code verifies it any more, and a message that still waits to be sent never is. Throws
 * `not_found`, or `state_conflict` with why it is not pending.
 */
export async function cancelOtp(ctx: Ctx, { id }: { id: string }): Promise<OtpObject> {
  requirePermission(ctx, 'otp.write')
  return withPendingOtp(ctx, id, async (tx, found) => {
    const otp = await endOtp(tx, found.otp.id, { status: 'canceled' })
    const ended = presentOtp({ ...found, otp: otp ?? found.otp })
    await recordAct(ctx, tx, 'otp.canceled', ended)
    return showOtp(ctx, ended)
  })
}
