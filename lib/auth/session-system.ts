import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import { signInAttempts } from '@/db/tables/auth'
import { refreshTokens, sessions } from '@/db/tables/sessions'
import type { SystemTx } from '@/db/tenant'
import type { SessionEnd } from '@/lib/auth/schema'

const now = sql`clock_timestamp()`
const inSeconds = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

type NewSession = {
  id: string
  userId: string
  address: string
  userAgent: string
  lifetimeSeconds: number
  provedSecondFactor: boolean
}

export async function insertSession(tx: SystemTx, { lifetimeSeconds, ...rest }: NewSession): Promise<void> {
  const { provedSecondFactor, ...session } = rest
  await tx.insert(sessions).values({
    ...session,
    authenticatedAt: now,
    secondFactorAt: provedSecondFactor ? now : null,
    lastSeenAt: now,
    expiresAt: inSeconds(lifetimeSeconds),
  })
}

type NewToken = {
  id: string
  sessionId: string
  tokenHash: string
  parentId: string | null
  lifetimeSeconds: number
}

/** However long a token would live, its session's end is its own. */
export async function insertRefreshToken(tx: SystemTx, { lifetimeSeconds, ...token }: NewToken) {
  const endOfSession = sql`(select ${sessions.expiresAt} from ${sessions} where ${sessions.id} = ${token.sessionId})`
  const expiresAt = sql`least(${inSeconds(lifetimeSeconds)}, ${endOfSession})`
  await tx.insert(refreshTokens).values({ ...token, expiresAt })
}

/** Ends one session; true when it still lived. */
export async function endSessionRow(tx: SystemTx, id: string, endReason: SessionEnd): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now, endReason })
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt)))
    .returning({ id: sessions.id })
  return ended.length > 0
}

/** Ends every session of a person, but for one they may keep. */
export async function endSessionRows(
  tx: SystemTx,
  { userId, except = null }: { userId: string; except?: string | null },
  endReason: SessionEnd,
): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAt: now, endReason })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAt),
        except ? sql`${sessions.id} <> ${except}` : undefined,
      ),
    )
    .returning({ id: sessions.id })
  return ended.length
}

/** The sessions of a person that last, whichever was seen last first. */
export function selectSessions(tx: SystemTx, userId: string) {
  const { id, address, userAgent, createdAt, lastSeenAt } = sessions
  return tx
    .select({ id, address, userAgent, createdAt, lastSeenAt })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.endedAt), gt(sessions.expiresAt, now)))
    .orderBy(desc(lastSeenAt), desc(id))
}

/** Whether it is this person's and still lives; it waits for whoever is ending it. */
export async function hasLiveSession(tx: SystemTx, userId: string, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.id, id), eq(sessions.userId, userId), isNull(sessions.endedAt)))
    .for('update')
  return row !== undefined
}

export function selectSignIns(tx: SystemTx, userId: string, limit: number) {
  const { id, address, userAgent, outcome, createdAt } = signInAttempts
  return tx
    .select({ id, address, userAgent, outcome, createdAt })
    .from(signInAttempts)
    .where(eq(signInAttempts.userId, userId))
    .orderBy(desc(createdAt), desc(id))
    .limit(limit)
}
