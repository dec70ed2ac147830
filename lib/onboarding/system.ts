import { and, desc, eq, gte, isNotNull, sql } from 'drizzle-orm'
import { otps } from '@/db/tables/otp'
import { passkeys, totpSecrets } from '@/db/tables/second-factors'
import { tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import type { FirstFlightTimes } from '@/lib/onboarding/schema'

export async function hasSecondFactor(tx: SystemTx, userId: string): Promise<boolean> {
  const [apps, keys] = await Promise.all([
    tx
      .select({ id: totpSecrets.userId })
      .from(totpSecrets)
      .where(and(eq(totpSecrets.userId, userId), isNotNull(totpSecrets.confirmedAt))),
    tx.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.userId, userId)).limit(1),
  ])
  return apps.length + keys.length > 0
}

/** Looks at each tenant's first day and no further, along the key of its OTPs. */
export function selectFirstFlights(tx: SystemTx, since: Date, limit: number): Promise<FirstFlightTimes[]> {
  const firstDay = sql`${otps.tenantId} = ${tenants.id}
    and ${otps.id} >= uuidv7_floor(${tenants.createdAt})
    and ${otps.id} < uuidv7_floor(${tenants.createdAt} + interval '1 day')`
  const first = (column: typeof otps.createdAt | typeof otps.verifiedAt) =>
    sql`(select min(${column}) from ${otps} where ${firstDay})`.mapWith((value) => value && new Date(value))
  return tx
    .select({
      tenantId: tenants.id,
      openedAt: tenants.createdAt,
      firstOtpAt: first(otps.createdAt),
      firstVerifiedAt: first(otps.verifiedAt),
    })
    .from(tenants)
    .where(gte(tenants.createdAt, since))
    .orderBy(desc(tenants.createdAt))
    .limit(limit)
}
