import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { summaryOf } from '@/lib/otp/summary-rules'
import type { OtpSummary } from '@/lib/otp/summary-schema'
import { countOtps } from '@/lib/otp/summary-store'

const { hours, sample, failureCauses } = policy.home

/** Whether the context's mode works: what became of the codes sent in the last day. */
export async function summarizeOtps(ctx: Ctx): Promise<OtpSummary> {
  requirePermission(ctx, 'otp.read')
  return summaryOf(await withTenant(ctx, (tx) => countOtps(tx, { hours, sample, causes: failureCauses })))
}
