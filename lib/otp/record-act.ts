import type { TenantTx } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import type { OtpObject } from '@/lib/otp/schema'

type OtpAction = 'otp.canceled' | 'otp.resent' | 'otp.expired'

/** What a person does to an OTP goes into the audit log; what a key does is in the request log, and costs nothing here. */
export async function recordAct(ctx: Ctx, tx: TenantTx, action: OtpAction, otp: OtpObject): Promise<void> {
  if (ctx.actor.type !== 'user') return
  const { otp_id: id, status, message_id } = otp
  const isResent = action === 'otp.resent'
  await recordAudit(ctx, tx, {
    action,
    target: { type: 'otp', id },
    before: { status: 'pending' },
    after: isResent ? { status, message_id } : { status },
  })
}
