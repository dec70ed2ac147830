import { asSystem, type SystemTx } from '@/db/tenant'
import {
  countChildren,
  findSessionIdOfToken,
  getUserOfSession,
  lockToken,
  takeToken,
} from '@/lib/auth/refresh-system'
import type { SessionTokens, User } from '@/lib/auth/schema'
import { endSessionRow, insertRefreshToken } from '@/lib/auth/session-system'
import { newToken } from '@/lib/auth/start-session'
import { reportReuse, reuseMail } from '@/lib/auth/token-reuse'
import { sha256Hex } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'
import { queueMailIn } from '@/lib/mails/queue'

export type Refreshed = { ok: true; tokens: SessionTokens } | { ok: false; reason: 'over' | 'reused' }

/**
 * Turns a refresh token in for the next. One that has been turned in already is a second tab, or an answer that got
 * lost, for a few seconds and as long as nobody went on from there: then it gives a sibling. Any later than that, two
 * hold what one of them stole, and the whole session ends. The database's clock decides. Throws `state_conflict` to
 * whoever asks for more siblings than there may be; they hold one of them by now.
 */
export async function refreshSession(visit: Visit, token: string): Promise<Refreshed> {
  const outcome = await asSystem((tx) => turnIn(tx, sha256Hex(token)))
  if (outcome.kind === 'over') return { ok: false, reason: 'over' }
  if (outcome.kind === 'reused') {
    await endReused(visit, outcome)
    return { ok: false, reason: 'reused' }
  }
  return { ok: true, tokens: outcome.tokens }
}

/** The session whose token this is or was, for what has to be bound to it. */
export function findSessionOfToken(token: string): Promise<string | null> {
  return asSystem((tx) => findSessionIdOfToken(tx, sha256Hex(token)))
}

type Outcome =
  | { kind: 'given'; tokens: SessionTokens }
  | { kind: 'over' }
  | { kind: 'reused'; sessionId: string; user: User }

async function turnIn(tx: SystemTx, tokenHash: string): Promise<Outcome> {
  const { reuseGraceSeconds, siblings } = policy.sessions
  const used = await takeToken(tx, tokenHash)
  if (used) return { kind: 'given', tokens: await giveNext(tx, used) }
  const token = await lockToken(tx, tokenHash, reuseGraceSeconds)
  if (!token?.isLive || !token.isUsed) return { kind: 'over' }
  const children = await countChildren(tx, token.id)
  if (!token.isRecent || children.areUsed) {
    const user = await getUserOfSession(tx, token.sessionId)
    return { kind: 'reused', sessionId: token.sessionId, user }
  }
  if (children.count > siblings) throw new AppError('state_conflict', { detail: 'Another tab was faster.' })
  return { kind: 'given', tokens: await giveNext(tx, token) }
}

async function giveNext(tx: SystemTx, { id: parentId, sessionId }: { id: string; sessionId: string }) {
  const refreshToken = newToken()
  await insertRefreshToken(tx, {
    id: newUuid(),
    sessionId,
    parentId,
    tokenHash: sha256Hex(refreshToken),
    lifetimeSeconds: policy.sessions.refreshSeconds,
  })
  return { id: sessionId, user: await getUserOfSession(tx, sessionId), refreshToken }
}

/** Whoever finds it first tells of it; the session ends in the transaction that sends its person the mail. */
async function endReused(
  visit: Visit,
  { sessionId, user }: { sessionId: string; user: User },
): Promise<void> {
  const mail = await reuseMail(user, visit)
  const isFirst = await asSystem(async (tx) => {
    if (!(await endSessionRow(tx, sessionId, 'token_reused'))) return false
    await queueMailIn(tx, mail)
    return true
  })
  if (isFirst) await reportReuse(user, sessionId, visit)
}
