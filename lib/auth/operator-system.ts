import { eq, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import type { SystemTx } from '@/db/tenant'

type NewUser = { id: string; email: string; passwordHash: string }

/** Somebody whose address the house itself vouches for. */
export async function insertUser(tx: SystemTx, user: NewUser): Promise<void> {
  await tx.insert(users).values({ ...user, emailVerifiedAt: sql`clock_timestamp()` })
}

export async function updateOperator(tx: SystemTx, id: string, isOperator: boolean): Promise<void> {
  await tx.update(users).set({ isOperator }).where(eq(users.id, id))
}
