import { and, eq, lt, sql } from 'drizzle-orm'
import { totpSecrets } from '@/db/tables/second-factors'
import type { SystemTx } from '@/db/tenant'

const now = sql`clock_timestamp()`

/** The app's secret, with the time by which its code is judged. */
export async function findTotp(tx: SystemTx, userId: string) {
  const { secretSealed, confirmedAt } = totpSecrets
  const [row] = await tx
    .select({ secretSealed, confirmedAt, now: now.mapWith(confirmedAt) })
    .from(totpSecrets)
    .where(eq(totpSecrets.userId, userId))
  return row ?? null
}

type Secret = Pick<typeof totpSecrets.$inferInsert, 'userId' | 'secretSealed' | 'lastStep'>

/** Puts an app in the place of the one before, if there was one. */
export async function saveTotp(tx: SystemTx, secret: Secret): Promise<void> {
  const row = { ...secret, confirmedAt: now }
  await tx.insert(totpSecrets).values(row).onConflictDoUpdate({ target: totpSecrets.userId, set: row })
}

/** Spends a step and all before it. False when it was spent already: of two requests at once, one gets through. */
export async function spendStep(tx: SystemTx, userId: string, step: number): Promise<boolean> {
  const spent = await tx
    .update(totpSecrets)
    .set({ lastStep: step })
    .where(and(eq(totpSecrets.userId, userId), lt(totpSecrets.lastStep, step)))
    .returning({ userId: totpSecrets.userId })
  return spent.length > 0
}

export async function deleteTotp(tx: SystemTx, userId: string): Promise<boolean> {
  const gone = await tx
    .delete(totpSecrets)
    .where(eq(totpSecrets.userId, userId))
    .returning({ userId: totpSecrets.userId })
  return gone.length > 0
}
