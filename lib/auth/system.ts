import { eq, inArray, sql } from 'drizzle-orm'
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
