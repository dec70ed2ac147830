import { setTimeout as wait } from 'node:timers/promises'
import { asSystem, type SystemTx } from '@/db/tenant'
import { noteSignal } from '@/lib/alerts/note-signal'
import type { SignalKind } from '@/lib/alerts/schema'
import {
  deleteAttempt,
  failuresFrom,
  failuresInARow,
  findDeviceId,
  insertAttempt,
  updateAttempt,
} from '@/lib/auth/attempts-system'
import { derive } from '@/lib/auth/hash-pool'
import { countWithin, secondsUntilRoom, takeTurn } from '@/lib/auth/limits-system'
import { findUserByEmail, updatePasswordHash } from '@/lib/auth/system'
import { delayAfter } from '@/lib/auth/throttle-rules'
import { countedNetwork } from '@/lib/core/counted-network'
import { sha256Hex } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { log } from '@/lib/core/log'
import { hashPassword, isOutdated, matchesPassword, nobodysHash } from '@/lib/core/password'
import { policy } from '@/lib/core/policy'
import { pseudonym } from '@/lib/core/pseudonym'
import type { Visit } from '@/lib/core/visit'
import { listMemberships } from '@/lib/tenants/list-memberships'

const { failuresPerAccount, failuresPerAddress, windowSeconds } = policy.signIn
const perAccount = { most: failuresPerAccount, windowSeconds }
const perNetwork = { most: failuresPerAddress, windowSeconds }

export type Claim = { email: string; password: string }
type User = NonNullable<Awaited<ReturnType<typeof findUserByEmail>>>
/** A try that counts as failed until it is settled, so that those made at once all count before one is looked at. */
type Attempt = { id: string; user: User | null; failures: number }

/**
 * The person whose password this is, or null. Throws `too_many_attempts`, before anything is hashed, when this account
 * or this network has failed too often, and takes as long for an address that nobody has.
 */
export async function checkPassword(
  visit: Visit,
  claim: Claim,
): Promise<{ user: User; attemptId: string } | null> {
  const { id, user, failures } = await openAttempt(visit, claim)
  await wait(delayAfter(failures))
  const matches = await matchesPassword(claim.password, user?.passwordHash ?? nobodysHash(), {
    derive,
  }).catch(async (error: unknown) => {
    await asSystem((tx) => deleteAttempt(tx, id))
    throw error
  })
  if (!matches || !user?.emailVerifiedAt) {
    visit.defer(() => signal(visit, 'sign_in_failed', claim.email, user, failures + 1))
    return null
  }
  await asSystem((tx) => updateAttempt(tx, id, 'signed_in'))
  if (failures >= policy.signIn.delayAfterFailures)
    visit.defer(() => signal(visit, 'sign_in_after_failures', claim.email, user, failures))
  if (isOutdated(user.passwordHash)) visit.defer(() => renewHash(user, claim.password))
  return { user, attemptId: id }
}

/** The refusal is an error of its own: thrown within the transaction, it would undo its count. */
async function openAttempt(visit: Visit, { email }: Claim): Promise<Attempt> {
  const opened = await asSystem((tx) => countAttempt(tx, visit, email))
  if ('retryAfterSeconds' in opened) throw new AppError('too_many_attempts', opened)
  return opened
}

async function countAttempt(
  tx: SystemTx,
  { address, userAgent, device = '' }: Visit,
  email: string,
): Promise<Attempt | { retryAfterSeconds: number }> {
  const network = countedNetwork(address)
  const emailHash = pseudonym('email', email)
  await takeTurn(tx, [`sign-in:${emailHash}`, `sign-in-address:${network}`])
  const user = await findUserByEmail(tx, email)
  // A browser that its owner has signed in from is not refused for what others try.
  const deviceId = await findDeviceId(tx, user?.id ?? newUuid(), sha256Hex(device))
  const account = { emailHash, userId: user?.id ?? null, deviceId }
  const attempt = { id: newUuid(), ...account, address: network, userAgent }

  // Neither a browser that its owner knows, nor callers whom no one can tell apart, share the network's limit.
  const isOfNetwork = deviceId === null && network !== ''
  const ofNetwork = isOfNetwork ? await secondsUntilRoom(tx, failuresFrom(network), perNetwork) : 0
  if (ofNetwork > 0) return { retryAfterSeconds: ofNetwork }
  const ofAccount = await secondsUntilRoom(tx, failuresInARow(account), perAccount)
  const outcome = ofAccount > 0 ? 'throttled' : user ? 'wrong_password' : 'unknown_address'
  await insertAttempt(tx, { ...attempt, outcome })
  if (ofAccount > 0) return { retryAfterSeconds: ofAccount }
  const failures = await countWithin(tx, failuresInARow(account), windowSeconds)
  return { id: attempt.id, user, failures: failures - 1 }
}

/** Only now is the password at hand with which an old hash can be made as strong as those of today. */
async function renewHash(user: User, password: string): Promise<void> {
  try {
    const passwordHash = await hashPassword(password, { derive })
    await asSystem((tx) => updatePasswordHash(tx, user.id, { from: user.passwordHash, to: passwordHash }))
  } catch (error) {
    log.warn('a password hash stays as it was until the next time', { err: error })
  }
}

async function signal(
  { address }: Visit,
  kind: SignalKind,
  email: string,
  user: User | null,
  failures: number,
): Promise<void> {
  const facts = { address, failures }
  if (!user) return noteSignal({ kind, subject: pseudonym('email', email), facts })
  const subject = toTypeId('user', user.id)
  const tenants = await listMemberships(user.id)
  if (tenants.length === 0) return noteSignal({ kind, subject, facts })
  for (const { tenant } of tenants) await noteSignal({ tenantId: tenant.id, kind, subject, facts })
}
