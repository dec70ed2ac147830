import { and, asc, desc, eq, gt, isNotNull, lt, lte, sql } from 'drizzle-orm'
import { otpGuardBlocks, otpGuardRests, otpGuards, otps } from '@/db/tables/otp'
import type { TenantTx } from '@/db/tenant'
import type { GuardSettings } from '@/lib/otp/guard-schema'
import type { GuardReason, GuardVerdict } from '@/lib/otp/schema'

export type GuardRow = typeof otpGuards.$inferSelect
export type GuardBlockRow = typeof otpGuardBlocks.$inferSelect

export async function findGuard(tx: TenantTx): Promise<GuardRow | null> {
  const [row] = await tx.select().from(otpGuards)
  return row ?? null
}

/** Held until the transaction ends: of two who change the settings at once, the second knows what the first left. */
export async function lockGuard(tx: TenantTx): Promise<void> {
  const name = sql`current_setting('app.tenant_id') || current_setting('app.mode')`
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 18))`)
}

/** Other settings begin anew: what rests by the old ones rests no longer. */
export async function saveGuard(tx: TenantTx, settings: GuardSettings, updatedBy: string): Promise<GuardRow> {
  const set = { settings, updatedBy, updatedAt: sql`clock_timestamp()` }
  const [row] = await tx
    .insert(otpGuards)
    .values({ settings, updatedBy })
    .onConflictDoUpdate({ target: [otpGuards.tenantId, otpGuards.mode], set })
    .returning()
  if (!row) throw new Error('The settings of the guard were not stored.')
  await tx.delete(otpGuardRests)
  return row
}

/** Of two rests of one block the longer one holds. Those that are over go with the next that begins. */
export async function beginRest(tx: TenantTx, block: string, restsUntil: Date): Promise<void> {
  const { tenantId, mode } = otpGuardRests
  await tx.delete(otpGuardRests).where(lte(otpGuardRests.restsUntil, sql`clock_timestamp()`))
  await tx
    .insert(otpGuardRests)
    .values({ block, restsUntil })
    .onConflictDoUpdate({
      target: [tenantId, mode, otpGuardRests.block],
      set: { restsUntil: sql`greatest(${otpGuardRests.restsUntil}, excluded.rests_until)` },
    })
}

type NewBlock = Pick<GuardBlockRow, 'id' | 'phone' | 'apiKeyId' | 'requestId'> & { reasons: GuardReason[] }

export async function insertGuardBlock(tx: TenantTx, block: NewBlock): Promise<void> {
  await tx.insert(otpGuardBlocks).values(block)
}

export function selectGuardBlocks(
  tx: TenantTx,
  { limit, before }: { limit: number; before: string | undefined },
): Promise<GuardBlockRow[]> {
  return tx
    .select()
    .from(otpGuardBlocks)
    .where(before ? lt(otpGuardBlocks.id, before) : undefined)
    .orderBy(desc(otpGuardBlocks.id))
    .limit(limit)
}

export async function noteVerdict(tx: TenantTx, otpId: string, guard: GuardVerdict): Promise<void> {
  await tx.update(otps).set({ guard }).where(eq(otps.id, otpId))
}

/** The OTPs that the guard would have stopped, newest first. */
export function selectGuardedOtps(tx: TenantTx, limit: number) {
  const { id, phone, guard, createdAt } = otps
  return tx
    .select({ id, phone, guard, createdAt })
    .from(otps)
    .where(isNotNull(guard))
    .orderBy(desc(id))
    .limit(limit)
}

/** The send that so many newer ones follow; null when there are fewer. Sends are those that we begin. */
export async function findSendBefore(tx: TenantTx, newer: number): Promise<string | null> {
  const [row] = await tx
    .select({ id: otps.id })
    .from(otps)
    .where(eq(otps.direction, 'outbound'))
    .orderBy(desc(otps.id))
    .offset(newer)
    .limit(1)
  return row?.id ?? null
}

/** Sends in the order in which they were made, from an id on. */
export function selectSends(tx: TenantTx, { after, limit }: { after: string; limit: number }) {
  const { id, canonicalPhone, phone, status, createdAt, verifiedAt, endedAt, expiresAt, direction } = otps
  return tx
    .select({ id, canonicalPhone, phone, status, createdAt, verifiedAt, endedAt, expiresAt })
    .from(otps)
    .where(and(eq(direction, 'outbound'), gt(id, after)))
    .orderBy(asc(id))
    .limit(limit)
}
