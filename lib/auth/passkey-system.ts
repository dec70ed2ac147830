import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { passkeys } from '@/db/tables/second-factors'
import type { SystemTx } from '@/db/tenant'

export type PasskeyRow = typeof passkeys.$inferSelect
type NewRow = Omit<typeof passkeys.$inferInsert, 'lastUsedAt' | 'createdAt'>

export function selectPasskeys(tx: SystemTx, userId: string): Promise<PasskeyRow[]> {
  return tx.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.createdAt))
}

/** Null when somebody has this very passkey already. */
export async function insertPasskey(tx: SystemTx, passkey: NewRow): Promise<PasskeyRow | null> {
  const [row] = await tx.insert(passkeys).values(passkey).onConflictDoNothing().returning()
  return row ?? null
}

const ofPerson = (userId: string, id: string) => and(eq(passkeys.userId, userId), eq(passkeys.id, id))

export async function renamePasskeyRow(tx: SystemTx, userId: string, id: string, name: string) {
  const [row] = await tx.update(passkeys).set({ name }).where(ofPerson(userId, id)).returning()
  return row ?? null
}

export async function deletePasskey(tx: SystemTx, userId: string, id: string): Promise<PasskeyRow | null> {
  const [row] = await tx.delete(passkeys).where(ofPerson(userId, id)).returning()
  return row ?? null
}

/**
 * Notes that it signed. False when its counter did not move on since: another device signs with a copy. One that
 * does not count says 0 for ever.
 */
export async function notePasskeyUse(
  tx: SystemTx,
  { id, counter, isBackedUp }: { id: string; counter: number; isBackedUp: boolean },
): Promise<boolean> {
  const { counter: last } = passkeys
  const moved = counter === 0 ? eq(last, 0) : lt(last, counter)
  const used = await tx
    .update(passkeys)
    .set({ counter, isBackedUp, lastUsedAt: sql`clock_timestamp()` })
    .where(and(eq(passkeys.id, id), moved))
    .returning({ id: passkeys.id })
  return used.length > 0
}
