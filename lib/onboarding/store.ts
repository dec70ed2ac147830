import { desc, eq, sql } from 'drizzle-orm'
import { apiKeys } from '@/db/tables/keys'
import { checklists } from '@/db/tables/onboarding'
import { otps } from '@/db/tables/otp'
import { invitations, memberships } from '@/db/tables/tenants'
import type { TenantTx } from '@/db/tenant'

export type Progress = { hasKey: boolean; usedKey: boolean; hasOtp: boolean; hasVerified: boolean }

/**
 * What there is of the transaction's mode. OTPs are looked for in the order of their key: a planner that expects to
 * find one soon would read the whole table.
 */
export async function readProgress(tx: TenantTx): Promise<Progress> {
  const newest = sql`order by ${otps.tenantId} desc, ${otps.id} desc limit 1`
  const [row] = await tx.execute<Progress>(sql`select
    exists (select from ${apiKeys}) as "hasKey",
    exists (select from ${apiKeys} where ${apiKeys.lastUsedAt} is not null) as "usedKey",
    (select true from ${otps} ${newest}) is not null as "hasOtp",
    (select true from ${otps} where ${otps.status} = 'verified' ${newest}) is not null as "hasVerified"`)
  return row ?? { hasKey: false, usedKey: false, hasOtp: false, hasVerified: false }
}

type Workspace = { hasTeam: boolean; dismissed: boolean }

/** What does not depend on the mode. */
export async function readWorkspace(tx: TenantTx): Promise<Workspace> {
  const [row] = await tx.execute<Workspace>(sql`select
    (select count(*) from ${memberships}) > 1
      or exists (select from ${invitations} where ${invitations.revokedAt} is null) as "hasTeam",
    exists (select from ${checklists}) as dismissed`)
  return row ?? { hasTeam: false, dismissed: false }
}

export async function insertDismissal(tx: TenantTx, dismissedBy: string): Promise<void> {
  await tx.insert(checklists).values({ dismissedBy }).onConflictDoNothing()
}

/** The UUID of the newest OTP that was sent to somebody. */
export async function findNewestSent(tx: TenantTx): Promise<string | null> {
  const [row] = await tx
    .select({ id: otps.id })
    .from(otps)
    .where(eq(otps.direction, 'outbound'))
    .orderBy(desc(otps.id))
    .limit(1)
  return row?.id ?? null
}
