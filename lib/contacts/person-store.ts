import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { contacts, suppressions } from '@/db/tables/contacts'
import type { TenantTx } from '@/db/tenant'
import type { Person, SeenPerson } from '@/lib/contacts/schema'
import { newUuid } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'

export type ContactRow = typeof contacts.$inferSelect

/** The contacts that this person may be: one by the phone, one by the user id. */
export function selectPeople(tx: TenantTx, { phone, bsuid }: Person): Promise<ContactRow[]> {
  return tx
    .select()
    .from(contacts)
    .where(
      or(
        phone === null ? undefined : eq(contacts.canonicalPhone, canonicalPhone(phone)),
        bsuid === null ? undefined : eq(contacts.bsuid, bsuid),
      ),
    )
    .for('update')
}

export async function insertPerson(tx: TenantTx, person: SeenPerson): Promise<ContactRow | null> {
  const { phone, bsuid, username, profileName, at } = person
  const [row] = await tx
    .insert(contacts)
    .values({
      id: newUuid(),
      phone,
      canonicalPhone: phone === null ? null : canonicalPhone(phone),
      bsuid,
      username,
      profileName,
      source: 'inbound',
      lastInboundAt: at,
    })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

/** Fills in what was not known yet, and what the person now calls themselves. */
export async function updateSeen(tx: TenantTx, row: ContactRow, seen: SeenPerson): Promise<void> {
  const isNewer = row.lastInboundAt === null || row.lastInboundAt < seen.at
  await tx
    .update(contacts)
    .set({
      phone: row.phone ?? seen.phone,
      canonicalPhone: row.canonicalPhone ?? (seen.phone === null ? null : canonicalPhone(seen.phone)),
      bsuid: seen.bsuid ?? row.bsuid,
      username: isNewer ? (seen.username ?? row.username) : (row.username ?? seen.username),
      profileName: isNewer ? (seen.profileName ?? row.profileName) : (row.profileName ?? seen.profileName),
      lastInboundAt: isNewer ? seen.at : row.lastInboundAt,
      updatedAt: sql`clock_timestamp()`,
    })
    .where(eq(contacts.id, row.id))
}

export type SuppressionRow = typeof suppressions.$inferSelect

export function selectSuppressions(tx: TenantTx, people: string[]): Promise<SuppressionRow[]> {
  return tx.select().from(suppressions).where(inArray(suppressions.person, people))
}

export async function insertSuppression(
  tx: TenantTx,
  row: typeof suppressions.$inferInsert,
): Promise<SuppressionRow | null> {
  const [inserted] = await tx.insert(suppressions).values(row).onConflictDoNothing().returning()
  return inserted ?? null
}

export async function deleteSuppression(
  tx: TenantTx,
  people: string[],
  scope: SuppressionRow['scope'],
): Promise<SuppressionRow[]> {
  return tx
    .delete(suppressions)
    .where(and(inArray(suppressions.person, people), eq(suppressions.scope, scope)))
    .returning()
}

export async function movePhone(tx: TenantTx, id: string, phone: string): Promise<void> {
  await tx
    .update(contacts)
    .set({ phone, canonicalPhone: canonicalPhone(phone), updatedAt: sql`clock_timestamp()` })
    .where(eq(contacts.id, id))
}
