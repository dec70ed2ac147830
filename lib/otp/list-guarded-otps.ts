import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import { visiblePhone } from '@/lib/core/visible-phone'
import { selectGuardedOtps } from '@/lib/otp/guard-store'
import { type GuardReason, GuardVerdict } from '@/lib/otp/schema'

export type GuardedOtp = { otp_id: string; to: string | null; created_at: string; reasons: GuardReason[] }

/** The newest sends that went out although the guard, which only watched, had something against them. */
export async function listGuardedOtps(ctx: Ctx, { limit }: { limit: number }): Promise<GuardedOtp[]> {
  requirePermission(ctx, 'guard.read')
  const rows = await withTenant(ctx, (tx) => selectGuardedOtps(tx, limit))
  return rows.map(({ id, phone, guard, createdAt }) => ({
    otp_id: toTypeId('otp', id),
    to: visiblePhone(ctx, phone),
    created_at: toTimestamp(createdAt),
    ...GuardVerdict.parse(guard),
  }))
}
