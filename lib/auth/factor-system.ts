import { and, count, eq, gt, isNull, sql } from 'drizzle-orm'
import { signInAttempts, users } from '@/db/tables/auth'
import { sessions } from '@/db/tables/sessions'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

const now = sql`clock_timestamp()`

/** The person, held until the transaction ends: what counts or changes their factors goes one by one. */
export async function lockUser(tx: SystemTx, id: string) {
  const { email, passwordHash, passwordChangedAt } = users
  const [row] = await tx
    .select({ id: users.id, email, passwordHash, passwordChangedAt })
    .from(users)
    .where(eq(users.id, id))
    .for('update')
  if (!row) throw new Error('The person of a session or a challenge is gone.')
  return row
}

/**
 * How often it went wrong of late, in one browser of theirs or in all that are not known to be, and in how many seconds
 * the first of those does not count any more.
 */
export async function countWrongFactors(
  tx: SystemTx,
  userId: string,
  deviceId: string | null,
): Promise<{ failures: number; retrySeconds: number }> {
  const { windowSeconds } = policy.secondFactor
  const since = sql`clock_timestamp() - make_interval(secs => ${windowSeconds})`
  const { createdAt } = signInAttempts
  const [row] = await tx
    .select({
      failures: count(),
      retrySeconds: sql<number>`greatest(1, ceil(extract(epoch from
        min(${createdAt}) + make_interval(secs => ${windowSeconds}) - clock_timestamp())))::int`,
    })
    .from(signInAttempts)
    .where(
      and(
        eq(signInAttempts.userId, userId),
        deviceId === null ? isNull(signInAttempts.deviceId) : eq(signInAttempts.deviceId, deviceId),
        eq(signInAttempts.outcome, 'second_factor_wrong'),
        gt(createdAt, since),
      ),
    )
  return { failures: row?.failures ?? 0, retrySeconds: row?.retrySeconds ?? 1 }
}

/** This session has proven just now who it is, with a second factor or without. */
export async function markConfirmed(
  tx: SystemTx,
  sessionId: string,
  { withFactor }: { withFactor: boolean },
) {
  const proof = withFactor ? { secondFactorAt: now } : {}
  await tx
    .update(sessions)
    .set({ authenticatedAt: now, ...proof })
    .where(eq(sessions.id, sessionId))
}

/** A factor was set up in this session, and so proven. */
export async function markFactorProven(tx: SystemTx, sessionId: string): Promise<void> {
  await tx.update(sessions).set({ secondFactorAt: now }).where(eq(sessions.id, sessionId))
}

/** Who has no second factor any more has none in any session. */
export async function forgetFactorProofs(tx: SystemTx, userId: string): Promise<void> {
  await tx.update(sessions).set({ secondFactorAt: null }).where(eq(sessions.userId, userId))
}

/** The database's time, by which codes are judged. */
export async function readClock(tx: SystemTx): Promise<Date> {
  const [row] = await tx.select({ now: now.mapWith(users.createdAt) }).from(sql`(values (1)) as one`)
  return row?.now ?? new Date()
}
