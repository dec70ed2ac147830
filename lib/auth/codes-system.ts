import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { emailCodes, signUps, users } from '@/db/tables/auth'
import type { SystemTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

const now = sql`clock_timestamp()`
const { code: limits, hours, resendSeconds } = policy.signUp
const expiresAt = sql`clock_timestamp() + make_interval(secs => ${limits.seconds}::int)`
const erased = { nonce: null, codeHash: null }

export const codesTo = (email: string) => ({ table: emailCodes, which: eq(emailCodes.email, email) })
export const codesAskedFrom = (network: string) => ({
  table: emailCodes,
  which: eq(emailCodes.address, network),
})

type NewSignUp = Pick<typeof signUps.$inferInsert, 'id' | 'email' | 'address' | 'passwordHash'>

export async function insertSignUp(tx: SystemTx, signUp: NewSignUp): Promise<void> {
  await tx.insert(signUps).values(signUp)
}

export async function updatePassword(tx: SystemTx, id: string, passwordHash: string): Promise<void> {
  await tx.update(signUps).set({ passwordHash }).where(eq(signUps.id, id))
}

/** With all its codes. */
export async function deleteSignUp(tx: SystemTx, id: string): Promise<void> {
  await tx.delete(signUps).where(eq(signUps.id, id))
}

type NewCode = Pick<typeof emailCodes.$inferInsert, 'id' | 'signUpId' | 'email' | 'address' | 'keyId'>

/** Takes the place of the sign-up's earlier codes. Until it is given its hash, it counts and matches nothing. */
export async function insertCode(tx: SystemTx, code: NewCode): Promise<void> {
  const earlier = and(eq(emailCodes.signUpId, code.signUpId), eq(emailCodes.status, 'pending'))
  await tx
    .update(emailCodes)
    .set({ status: 'superseded', ...erased })
    .where(earlier)
  await tx.insert(emailCodes).values({ ...code, expiresAt })
}

export async function armCode(
  tx: SystemTx,
  id: string,
  secret: { nonce: Buffer; codeHash: string } | null,
): Promise<void> {
  await tx
    .update(emailCodes)
    .set({ ...(secret ?? erased), expiresAt })
    .where(eq(emailCodes.id, id))
}

/** A sign-up that may still be finished. */
export async function findOpenSignUp(tx: SystemTx, id: string) {
  const isYoung = sql`${signUps.createdAt} > clock_timestamp() - make_interval(hours => ${hours}::int)`
  const [row] = await tx
    .select()
    .from(signUps)
    .where(and(eq(signUps.id, id), isNull(signUps.completedAt), isYoung))
  return row ?? null
}

const seconds = (until: ReturnType<typeof sql>) =>
  sql<number>`greatest(0, ceil(extract(epoch from ${until} - clock_timestamp())))::int`

/** The sign-up's newest code, which nobody else looks at before this transaction has ended. */
export async function lockNewestCode(tx: SystemTx, signUpId: string) {
  const [row] = await tx
    .select({ code: emailCodes, isExpired: sql<boolean>`${emailCodes.expiresAt} <= clock_timestamp()` })
    .from(emailCodes)
    .where(eq(emailCodes.signUpId, signUpId))
    .orderBy(desc(emailCodes.createdAt), desc(emailCodes.id))
    .limit(1)
    .for('update')
  return row ? { ...row.code, isExpired: row.isExpired } : null
}

/** What a screen shows of it: how long it counts, and how long until another may be asked for. */
export async function findCodeTimes(tx: SystemTx, signUpId: string) {
  const [row] = await tx
    .select({
      status: emailCodes.status,
      expiresIn: seconds(sql`${emailCodes.expiresAt}`),
      resendIn: seconds(sql`${emailCodes.createdAt} + make_interval(secs => ${resendSeconds}::int)`),
    })
    .from(emailCodes)
    .where(eq(emailCodes.signUpId, signUpId))
    .orderBy(desc(emailCodes.createdAt), desc(emailCodes.id))
    .limit(1)
  return row ?? null
}

/** Counts one try. The last one that may be wrong ends the code. */
export async function countTry(tx: SystemTx, id: string, attempts: number): Promise<void> {
  const ended = attempts >= limits.attempts ? ({ status: 'failed', ...erased } as const) : {}
  await tx
    .update(emailCodes)
    .set({ attempts, ...ended })
    .where(eq(emailCodes.id, id))
}

type NewUser = { id: string; email: string; passwordHash: string }

/** Null when somebody has proven this address before. */
export async function insertVerifiedUser(tx: SystemTx, user: NewUser): Promise<{ id: string } | null> {
  const [row] = await tx
    .insert(users)
    .values({ ...user, emailVerifiedAt: now, passwordChangedAt: now })
    .onConflictDoNothing()
    .returning({ id: users.id })
  return row ?? null
}

/** After the address is proven no code for it is worth anything, whoever's sign-up it belongs to. */
export async function finishSignUp(
  tx: SystemTx,
  { signUpId, codeId, email }: { signUpId: string; codeId: string; email: string },
  passwordHash: string,
): Promise<void> {
  await tx
    .update(emailCodes)
    .set({ status: 'used', ...erased })
    .where(eq(emailCodes.id, codeId))
  await tx
    .update(emailCodes)
    .set({ status: 'superseded', ...erased })
    .where(and(eq(emailCodes.email, email), eq(emailCodes.status, 'pending'), ne(emailCodes.id, codeId)))
  await tx.update(signUps).set({ completedAt: now, passwordHash }).where(eq(signUps.id, signUpId))
}
