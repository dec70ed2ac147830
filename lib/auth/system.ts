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

/** Somebody whose address is proven. False when it belongs to an account already. */
export async function insertUser(
  tx: SystemTx,
  user: { id: string; email: string; passwordHash: string },
): Promise<boolean> {
  const made = await tx
    .insert(users)
    .values({ ...user, emailVerifiedAt: sql`clock_timestamp()` })
    .onConflictDoNothing()
    .returning({ id: users.id })
  return made.length > 0
}
