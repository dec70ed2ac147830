import { and, isNull, sql } from 'drizzle-orm'
import { otps } from '@/db/tables/otp'
import type { SystemTx } from '@/db/tenant'

/** The OTPs of all tenants whose time is over by the database's clock and who have not been told so. */
export function findExpiredOtps(tx: SystemTx, limit: number) {
  return tx
    .select({ id: otps.id, tenantId: otps.tenantId, mode: otps.mode })
    .from(otps)
    .where(and(isNull(otps.endedAt), sql`${otps.expiresAt} <= clock_timestamp()`))
    .limit(limit)
}
