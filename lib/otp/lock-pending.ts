import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { FailureObject } from '@/lib/messages/schema'
import { whyEnded } from '@/lib/otp/rules'
import { lockOtp, type OtpWithMessage } from '@/lib/otp/store'

/**
 * Does something to an OTP that is still pending, with nobody else changing it meanwhile. Throws `not_found`, or
 * `state_conflict` with why it is not pending any more.
 */
export function withPendingOtp<Result>(
  ctx: Ctx,
  id: string,
  act: (tx: TenantTx, found: OtpWithMessage) => Promise<Result>,
): Promise<Result> {
  const uuid = fromTypeId('otp', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const found = await lockOtp(tx, uuid)
    if (!found) throw new AppError('not_found')
    const detail = whyNotPending(found)
    if (detail) throw new AppError('state_conflict', { detail })
    return act(tx, found)
  })
}

export function whyNotPending({ otp, isExpired }: OtpWithMessage): string | null {
  const status = otp.status === 'pending' && isExpired ? 'expired' : otp.status
  return whyEnded(status, FailureObject.nullable().parse(otp.failure)?.code)
}
