import { randomBytes } from 'node:crypto'
import { asSystem } from '@/db/tenant'
import type { StartedSession, User } from '@/lib/auth/schema'
import { insertRefreshToken, insertSession } from '@/lib/auth/session-system'
import { sha256Hex } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'

/** A new session for somebody who has proven who they are, with a new id each time, and its first refresh token. */
export async function startSession(
  user: User,
  visit: Visit,
  { provedSecondFactor = false } = {},
): Promise<StartedSession> {
  const id = newUuid()
  const refreshToken = newToken()
  const { address, userAgent } = visit
  await asSystem(async (tx) => {
    await insertSession(tx, {
      id,
      userId: user.id,
      address,
      userAgent: userAgent.slice(0, policy.keys.agentLength),
      lifetimeSeconds: policy.sessions.lifetimeSeconds,
      provedSecondFactor,
    })
    await insertRefreshToken(tx, {
      id: newUuid(),
      sessionId: id,
      parentId: null,
      tokenHash: sha256Hex(refreshToken),
      lifetimeSeconds: policy.sessions.refreshSeconds,
    })
  })
  return { id, user, refreshToken }
}

/** 256 bits from the system's generator: nobody guesses it, so that a plain hash of it is enough. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
