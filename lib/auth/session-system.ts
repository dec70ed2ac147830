import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import { refreshTokens, sessions } from '@/db/tables/sessions'
import type { SystemTx } from '@/db/tenant'
import type { LiveSession, SessionEnd } from '@/lib/auth/schema'

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

export async function insertRefreshToken(tx: SystemTx, { lifetimeSeconds, ...token }: NewToken) {
  await tx.insert(refreshTokens).values({ ...token, expiresAt: inSeconds(lifetimeSeconds) })
}

/** The session that somebody claims, while it lasts, with the person whose it is. */
export async function findLiveSession(tx: SystemTx, id: string): Promise<LiveSession | null> {
  const { authenticatedAt, secondFactorAt, createdAt } = sessions
  const [row] = await tx
    .select({
      id: sessions.id,
      authenticatedAt,
      secondFactorAt,
      createdAt,
      user: { id: users.id, email: users.email, isOperator: users.isOperator },
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, id), isNull(sessions.endedAt), gt(sessions.expiresAt, now)))
  return row ?? null
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
