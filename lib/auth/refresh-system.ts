import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import { refreshTokens, sessions } from '@/db/tables/sessions'
import type { SystemTx } from '@/db/tenant'
import type { User } from '@/lib/auth/schema'

const now = sql`clock_timestamp()`
const isLive = sql<boolean>`${sessions.endedAt} is null and ${sessions.expiresAt} > ${now}`

/** Turns a token in, when it still may be: of any number who try at once, one alone finds it unused. */
export async function takeToken(
  tx: SystemTx,
  tokenHash: string,
): Promise<{ id: string; sessionId: string } | null> {
  const [row] = await tx
    .update(refreshTokens)
    .set({ usedAt: now })
    .where(
      and(
        eq(refreshTokens.tokenHash, tokenHash),
        isNull(refreshTokens.usedAt),
        gt(refreshTokens.expiresAt, now),
        sql`exists (select from ${sessions} where ${sessions.id} = ${refreshTokens.sessionId} and ${isLive})`,
      ),
    )
    .returning({ id: refreshTokens.id, sessionId: refreshTokens.sessionId })
  return row ?? null
}

/** A token that could not be turned in, held until the transaction ends, so that its children can be counted. */
export async function lockToken(tx: SystemTx, tokenHash: string, graceSeconds: number) {
  const [row] = await tx
    .select({
      id: refreshTokens.id,
      sessionId: refreshTokens.sessionId,
      isUsed: sql<boolean>`${refreshTokens.usedAt} is not null`,
      isRecent: sql<boolean>`coalesce(${refreshTokens.usedAt} > ${now} - make_interval(secs => ${graceSeconds}), false)`,
      isLive,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.tokenHash, tokenHash))
    .for('update', { of: refreshTokens })
  return row ?? null
}

/** What was given out for a token, and whether any of that has been turned in since. */
export async function countChildren(
  tx: SystemTx,
  parentId: string,
): Promise<{ count: number; areUsed: boolean }> {
  const [row] = await tx
    .select({
      count: sql<number>`count(*)::int`,
      areUsed: sql<boolean>`coalesce(bool_or(${refreshTokens.usedAt} is not null), false)`,
    })
    .from(refreshTokens)
    .where(eq(refreshTokens.parentId, parentId))
  return row ?? { count: 0, areUsed: false }
}

export async function getUserOfSession(tx: SystemTx, sessionId: string): Promise<User> {
  const [row] = await tx
    .select({ id: users.id, email: users.email })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, sessionId))
  if (!row) throw new Error('A session belongs to nobody.')
  return row
}

/** The session that a token was given out for, whatever has become of either. */
export async function findSessionIdOfToken(tx: SystemTx, tokenHash: string): Promise<string | null> {
  const [row] = await tx
    .select({ sessionId: refreshTokens.sessionId })
    .from(refreshTokens)
    .where(eq(refreshTokens.tokenHash, tokenHash))
  return row?.sessionId ?? null
}
