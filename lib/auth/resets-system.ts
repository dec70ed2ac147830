import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { passwordResets, users } from '@/db/tables/auth'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

const now = sql`clock_timestamp()`
const { seconds } = policy.passwordReset

export const resetsOf = (emailHash: string) => ({
  table: passwordResets,
  which: eq(passwordResets.emailHash, emailHash),
})
export const resetsAskedFrom = (network: string) => ({
  table: passwordResets,
  which: eq(passwordResets.address, network),
})

type NewReset = Pick<typeof passwordResets.$inferInsert, 'id' | 'emailHash' | 'address' | 'tokenHash'>

/** Worth nothing until it is somebody's. */
export async function insertReset(tx: SystemTx, reset: NewReset): Promise<void> {
  const expiresAt = sql`clock_timestamp() + make_interval(secs => ${seconds}::int)`
  await tx.insert(passwordResets).values({ ...reset, expiresAt })
}

export async function giveReset(tx: SystemTx, id: string, userId: string): Promise<void> {
  await tx.update(passwordResets).set({ userId }).where(eq(passwordResets.id, id))
}

const live = (tokenHash: string) =>
  and(
    eq(passwordResets.tokenHash, tokenHash),
    isNull(passwordResets.usedAt),
    gt(passwordResets.expiresAt, now),
  )

/** Whose password the token may set, while it may. */
export async function findReset(tx: SystemTx, tokenHash: string) {
  const [row] = await tx
    .select({ userId: users.id, email: users.email })
    .from(passwordResets)
    .innerJoin(users, eq(users.id, passwordResets.userId))
    .where(live(tokenHash))
  return row ?? null
}

/** Of two who use it at once, one; and every other link that this person was sent is used up with it. */
export async function spendReset(tx: SystemTx, tokenHash: string, userId: string): Promise<boolean> {
  const used = await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(live(tokenHash), eq(passwordResets.userId, userId)))
    .returning({ id: passwordResets.id })
  if (used.length === 0) return false
  await spendOtherResets(tx, userId)
  return true
}

/** A password that was chosen meanwhile is not to be changed by a link from before. */
export async function spendOtherResets(tx: SystemTx, userId: string): Promise<void> {
  await tx
    .update(passwordResets)
    .set({ usedAt: now })
    .where(and(eq(passwordResets.userId, userId), isNull(passwordResets.usedAt)))
}
