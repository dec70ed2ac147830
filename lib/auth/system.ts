import { and, eq, inArray, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import type { SystemTx } from '@/db/tenant'

export async function findUserByEmail(tx: SystemTx, email: string) {
  const [row] = await tx
    .select()
    .from(users)
    .where(eq(users.email, sql`lower(${email})`))
  return row ?? null
}

export function selectEmails(tx: SystemTx, ids: readonly string[]): Promise<{ id: string; email: string }[]> {
  const { id, email } = users
  return tx
    .select({ id, email })
    .from(users)
    .where(inArray(id, [...ids]))
}

/** Those who work for us. */
export function selectOperators(tx: SystemTx): Promise<{ id: string; email: string }[]> {
  const { id, email } = users
  return tx.select({ id, email }).from(users).where(eq(users.isOperator, true))
}

/** Only while it is still the one that was looked at: a password that was changed meanwhile stays changed. */
export async function updatePasswordHash(
  tx: SystemTx,
  id: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await tx
    .update(users)
    .set({ passwordHash: to })
    .where(and(eq(users.id, id), eq(users.passwordHash, from)))
}

/** A new password, as its owner chose it. */
export async function setPassword(tx: SystemTx, id: string, passwordHash: string): Promise<void> {
  await tx
    .update(users)
    .set({ passwordHash, passwordChangedAt: sql`clock_timestamp()` })
    .where(eq(users.id, id))
}

export async function findUser(tx: SystemTx, id: string) {
  const [row] = await tx.select().from(users).where(eq(users.id, id))
  return row ?? null
}
