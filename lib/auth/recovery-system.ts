import { and, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import { recoveryCodes } from '@/db/tables/second-factors'
import type { SystemTx } from '@/db/tenant'

type NewCode = Pick<typeof recoveryCodes.$inferInsert, 'id' | 'userId' | 'keyId' | 'codeHash'>

/** Puts a set of codes in the place of the one before, none of which is good any more. */
export async function replaceRecoveryCodes(tx: SystemTx, userId: string, codes: NewCode[]): Promise<void> {
  await tx.delete(recoveryCodes).where(eq(recoveryCodes.userId, userId))
  if (codes.length > 0) await tx.insert(recoveryCodes).values(codes)
}

/** Spends the code that has one of these hashes. False when there is none, or it was spent already. */
export async function spendRecoveryCode(tx: SystemTx, userId: string, hashes: string[]): Promise<boolean> {
  const { id, codeHash, usedAt } = recoveryCodes
  const spent = await tx
    .update(recoveryCodes)
    .set({ usedAt: sql`clock_timestamp()` })
    .where(and(eq(recoveryCodes.userId, userId), inArray(codeHash, hashes), isNull(usedAt)))
    .returning({ id })
  return spent.length > 0
}

export async function wasSpent(tx: SystemTx, userId: string, hashes: string[]): Promise<boolean> {
  const rows = await tx
    .select({ id: recoveryCodes.id })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), inArray(recoveryCodes.codeHash, hashes)))
  return rows.length > 0
}

export async function countRecoveryCodes(tx: SystemTx, userId: string): Promise<number> {
  const [row] = await tx
    .select({ left: count() })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), isNull(recoveryCodes.usedAt)))
  return row?.left ?? 0
}
