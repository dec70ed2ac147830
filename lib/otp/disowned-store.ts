import { and, desc, eq } from 'drizzle-orm'
import { otps } from '@/db/tables/otp'
import type { TenantTx } from '@/db/tenant'

/** The UUID of the OTP that was last sent to this phone. */
export async function findLatestTo(tx: TenantTx, canonicalPhone: string): Promise<string | null> {
  const [row] = await tx
    .select({ id: otps.id })
    .from(otps)
    .where(and(eq(otps.canonicalPhone, canonicalPhone), eq(otps.direction, 'outbound')))
    .orderBy(desc(otps.createdAt))
    .limit(1)
  return row?.id ?? null
}
