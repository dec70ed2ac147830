import { asSystem, type TenantTx, withTenant } from '@/db/tenant'
import { jobContext } from '@/lib/core/job-context'
import type { OtpObject } from '@/lib/otp/schema'
import { expireOtps, findOtp, presentOtp } from '@/lib/otp/store'
import { findExpiredOtps } from '@/lib/otp/system'
import { emitEvents } from '@/lib/webhooks/emit-events'

const batch = 500

/** Ends the OTPs whose time is over, erases their codes' traces and says so. Safe to run many at once. */
export async function expireDueOtps(): Promise<{ expired: number }> {
  let expired = 0
  for (;;) {
    const due = await asSystem((tx) => findExpiredOtps(tx, batch))
    for (const otp of due) expired += await expireOne(otp)
    if (due.length < batch) return { expired }
  }
}

function expireOne(due: { id: string; tenantId: string; mode: 'live' | 'test' }): Promise<number> {
  return withTenant(jobContext('otp-sweep', due), async (tx) => ((await expireOtp(tx, due.id)) ? 1 : 0))
}

/** The OTP as it is after its end; null when its time is not over, or it had ended already. */
export async function expireOtp(tx: TenantTx, id: string): Promise<OtpObject | null> {
  const [ended] = await expireOtps(tx, [id])
  const found = ended && (await findOtp(tx, ended.id))
  if (!found) return null
  const data = presentOtp(found)
  await emitEvents(tx, [{ type: 'otp.expired', subjectId: data.otp_id, data }])
  return data
}
