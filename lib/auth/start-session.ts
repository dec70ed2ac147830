import { randomBytes } from 'node:crypto'
import { asSystem } from '@/db/tenant'
import { isDeviceToken } from '@/lib/auth/device-rules'
import { hasDevices, saveDevice } from '@/lib/auth/device-system'
import { isKnownDevice } from '@/lib/auth/is-known-device'
import { newSignInMail, notePlace } from '@/lib/auth/new-sign-in'
import type { StartedSession, User } from '@/lib/auth/schema'
import { insertRefreshToken, insertSession } from '@/lib/auth/session-system'
import { sha256Hex } from '@/lib/core/crypto'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import type { Visit } from '@/lib/core/visit'
import { queueMailIn } from '@/lib/mails/queue'

/**
 * A new session for somebody who has proven who they are, with a new id each time, and its first refresh token. From a
 * browser that is new to them it tells them by mail, unless they have only just come to us.
 */
export async function startSession(
  user: User,
  visit: Visit,
  { provedSecondFactor = false } = {},
): Promise<StartedSession> {
  const id = newUuid()
  const refreshToken = newToken()
  const deviceToken = isDeviceToken(visit.device) ? visit.device : newToken()
  const mail = (await isKnownDevice(user.id, visit.device)) ? null : await newSignInMail(user, visit)
  const userAgent = visit.userAgent.slice(0, policy.keys.agentLength)
  await asSystem(async (tx) => {
    await insertSession(tx, {
      id,
      userId: user.id,
      address: visit.address,
      userAgent,
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
    if (mail && (await hasDevices(tx, user.id))) await queueMailIn(tx, mail)
    await saveDevice(tx, { id: newUuid(), userId: user.id, tokenHash: sha256Hex(deviceToken), userAgent })
  })
  visit.defer(() => notePlace(user, id, visit))
  return { id, user, refreshToken, deviceToken }
}

/** 256 bits from the system's generator: nobody guesses it, so that a plain hash of it is enough. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
