import { and, eq, gt, isNull, lt, sql } from 'drizzle-orm'
import { challenges } from '@/db/tables/second-factors'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

const { attempts: mostAttempts, challengeSeconds } = policy.secondFactor
const now = sql`clock_timestamp()`

export type Challenge = typeof challenges.$inferSelect
type Purpose = Challenge['purpose']
type NewChallenge = Pick<
  typeof challenges.$inferInsert,
  'id' | 'userId' | 'purpose' | 'tokenHash' | 'webauthnChallenge' | 'secretSealed'
>

/** A question more, and the person's old ones forgotten. */
export async function insertChallenge(tx: SystemTx, challenge: NewChallenge): Promise<void> {
  const expiresAt = sql`clock_timestamp() + make_interval(secs => ${challengeSeconds})`
  await tx
    .delete(challenges)
    .where(and(eq(challenges.userId, challenge.userId), lt(challenges.expiresAt, now)))
  await tx.insert(challenges).values({ ...challenge, expiresAt })
}

const open = (tokenHash: string, purpose: Purpose) =>
  and(
    eq(challenges.tokenHash, tokenHash),
    eq(challenges.purpose, purpose),
    isNull(challenges.usedAt),
    gt(challenges.expiresAt, now),
    lt(challenges.attempts, mostAttempts),
  )

/** The question as long as it may be answered; nothing is counted. */
export async function findChallenge(tx: SystemTx, tokenHash: string, purpose: Purpose) {
  const [row] = await tx.select().from(challenges).where(open(tokenHash, purpose))
  return row ?? null
}

/**
 * Counts one answer more before it is looked at, and holds the question until the transaction ends, so that answers
 * at once are looked at one by one. Null when it may not be answered any more.
 */
export async function takeAttempt(tx: SystemTx, tokenHash: string, purpose: Purpose) {
  const [row] = await tx
    .update(challenges)
    .set({ attempts: sql`${challenges.attempts} + 1` })
    .where(open(tokenHash, purpose))
    .returning()
  return row ?? null
}

/** Answered: it will not be again, and a secret that waited in it is gone. */
export async function closeChallenge(tx: SystemTx, id: string): Promise<void> {
  await tx.update(challenges).set({ usedAt: now, secretSealed: null }).where(eq(challenges.id, id))
}
