import { and, eq, sql } from 'drizzle-orm'
import { otps } from '@/db/tables/otp'
import type { SystemTx } from '@/db/tenant'

/** The pending OTPs of all tenants whose time is over by the database's clock. */
export function findExpiredOtps(tx: SystemTx, limit: number) {
  return tx
    .select({ id: otps.id, tenantId: otps.tenantId, mode: otps.mode })
    .from(otps)
    .where(and(eq(otps.status, 'pending'), sql`${otps.expiresAt} <= clock_timestamp()`))
    .limit(limit)
}
