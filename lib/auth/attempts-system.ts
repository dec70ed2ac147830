import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { signInAttempts, users } from '@/db/tables/auth'
import { devices } from '@/db/tables/sessions'
import type { SystemTx } from '@/db/tenant'

export type Outcome = (typeof signInAttempts.$inferInsert)['outcome']
const failures: Outcome[] = ['wrong_password', 'unknown_address', 'second_factor_wrong']

/** A browser that this person has signed in from before, by what its cookie says. */
export async function findDeviceId(tx: SystemTx, userId: string, tokenHash: string): Promise<string | null> {
  const { id } = devices
  const [row] = await tx
    .select({ id })
    .from(devices)
    .where(and(eq(devices.userId, userId), eq(devices.tokenHash, tokenHash)))
  return row?.id ?? null
}

/** Whose tries are counted together: those of a browser that its owner knows by themselves, apart from all others. */
export type Account = { emailHash: string; userId: string | null; deviceId: string | null }

/**
 * The account's wrong passwords in a row, and since the password was last changed: what somebody has
 * just chosen is not what others have guessed at.
 */
export function failuresInARow({ emailHash, userId, deviceId }: Account) {
  const ofAccount = and(
    eq(signInAttempts.emailHash, emailHash),
    deviceId === null ? isNull(signInAttempts.deviceId) : eq(signInAttempts.deviceId, deviceId),
  )
  const last = sql`select max(${signInAttempts.createdAt}) from ${signInAttempts}
    where ${and(ofAccount, eq(signInAttempts.outcome, 'signed_in'))}`
  const changed = sql`select ${users.passwordChangedAt} from ${users} where ${users.id} = ${userId}::uuid`
  const since = sql`coalesce(greatest((${last}), (${changed})), '-infinity')`
  const which = and(ofAccount, inArray(signInAttempts.outcome, failures), gt(signInAttempts.createdAt, since))
  return { table: signInAttempts, which }
}

/** What is refused for an account's sake counts for the network that asked for it. */
export function failuresFrom(network: string) {
  const which = and(
    eq(signInAttempts.address, network),
    isNull(signInAttempts.deviceId),
    inArray(signInAttempts.outcome, [...failures, 'throttled']),
  )
  return { table: signInAttempts, which }
}

export async function insertAttempt(
  tx: SystemTx,
  attempt: typeof signInAttempts.$inferInsert,
): Promise<void> {
  await tx.insert(signInAttempts).values(attempt)
}

export async function updateAttempt(tx: SystemTx, id: string, outcome: Outcome): Promise<void> {
  await tx.update(signInAttempts).set({ outcome }).where(eq(signInAttempts.id, id))
}

export async function deleteAttempt(tx: SystemTx, id: string): Promise<void> {
  await tx.delete(signInAttempts).where(eq(signInAttempts.id, id))
}
