import { eq, or, type SQL, sql } from 'drizzle-orm'
import { contacts, suppressions } from '@/db/tables/contacts'
import { conversations, messages } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'
import { type Person, personKey, type SeenPerson } from '@/lib/contacts/schema'
import { newUuid } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'

export type ContactRow = typeof contacts.$inferSelect

/**
 * Whose number and whose user id is whose changes under the exclusive lock of the tenant and mode; contacts are made
 * under the shared one. So nobody ever meets a number that another transaction is about to give to somebody. Take it
 * before any row of a contact is held.
 */
export async function lockIdentities(tx: TenantTx, kind: 'shared' | 'exclusive'): Promise<void> {
  const key = sql`hashtextextended(current_setting('app.tenant_id') || current_setting('app.mode'), 22)`
  await tx.execute(
    kind === 'shared'
      ? sql`select pg_advisory_xact_lock_shared(${key})`
      : sql`select pg_advisory_xact_lock(${key})`,
  )
}

/** The contacts that this person may be, oldest first: one by the phone, one by the user id. */
export function selectPeople(tx: TenantTx, person: Person): Promise<ContactRow[]> {
  return tx.select().from(contacts).where(isPerson(person)).orderBy(contacts.id)
}

/** The same, held until the transaction ends. */
export function lockPeople(tx: TenantTx, person: Person): Promise<ContactRow[]> {
  return tx.select().from(contacts).where(isPerson(person)).orderBy(contacts.id).for('update')
}

function isPerson({ phone, bsuid }: Person): SQL | undefined {
  return or(
    phone === null ? undefined : eq(contacts.canonicalPhone, canonicalPhone(phone)),
    bsuid === null ? undefined : eq(contacts.bsuid, bsuid),
  )
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

/** What the person calls themselves, and when they wrote; older news changes nothing. False when the row is gone. */
export async function updateSeen(
  tx: TenantTx,
  id: string,
  { username, profileName, at }: SeenPerson,
): Promise<boolean> {
  const isNews = sql`coalesce(${contacts.lastInboundAt} < ${at.toISOString()}::timestamptz, true)`
  const rows = await tx
    .update(contacts)
    .set({
      username: sql`case when ${isNews} then coalesce(${username}, ${contacts.username}) else coalesce(${contacts.username}, ${username}) end`,
      profileName: sql`case when ${isNews} then coalesce(${profileName}, ${contacts.profileName}) else coalesce(${contacts.profileName}, ${profileName}) end`,
      lastInboundAt: sql`greatest(${contacts.lastInboundAt}, ${at.toISOString()}::timestamptz)`,
    })
    .where(eq(contacts.id, id))
    .returning({ id: contacts.id })
  return rows.length > 0
}

type Change = Partial<Omit<typeof contacts.$inferInsert, 'id' | 'tenantId' | 'mode' | 'canonicalPhone'>>

/** Writes what is new about a contact; its number in both forms. */
export async function updateContact(tx: TenantTx, id: string, change: Change): Promise<ContactRow | null> {
  const { phone } = change
  const canonical =
    phone === undefined ? {} : { canonicalPhone: phone === null ? null : canonicalPhone(phone) }
  const [row] = await tx
    .update(contacts)
    .set({ ...change, ...canonical, updatedAt: sql`clock_timestamp()` })
    .where(eq(contacts.id, id))
    .returning()
  return row ?? null
}

/** Deletes a contact; its messages and conversations go on as those of the other one, or of nobody. */
export async function deleteContactRow(tx: TenantTx, id: string, heir: string | null): Promise<boolean> {
  await tx.update(messages).set({ contactId: heir }).where(eq(messages.contactId, id))
  await tx.update(conversations).set({ contactId: heir }).where(eq(conversations.contactId, id))
  const rows = await tx.delete(contacts).where(eq(contacts.id, id)).returning({ id: contacts.id })
  return rows.length > 0
}

/**
 * What was kept under a person's user id alone is kept under the number from now on: opt-outs, and conversations with
 * their open windows.
 */
export async function rekeyPerson(tx: TenantTx, phone: string, bsuid: string): Promise<void> {
  const person = canonicalPhone(phone)
  await tx.execute(sql`
    with gone as (delete from ${suppressions} where ${eq(suppressions.person, bsuid)} returning *)
    insert into ${suppressions} (id, person, scope, phone, bsuid, reason, note, created_at)
    select id, ${person}, scope, ${phone}, ${bsuid}, reason, note, created_at from gone
    on conflict (tenant_id, mode, person, scope) do update set bsuid = excluded.bsuid`)
  await tx.update(suppressions).set({ bsuid }).where(eq(suppressions.person, person))
  await tx.execute(sql`
    with gone as (delete from ${conversations} where ${eq(conversations.person, bsuid)} returning *)
    insert into ${conversations} as kept
      (sender_id, person, contact_id, last_inbound_at, last_message_at, last_message_id, unread, created_at)
    select sender_id, ${person}, contact_id, last_inbound_at, last_message_at, last_message_id, unread, created_at
    from gone
    on conflict (tenant_id, mode, sender_id, person) do update set
      contact_id = coalesce(excluded.contact_id, kept.contact_id),
      last_inbound_at = greatest(kept.last_inbound_at, excluded.last_inbound_at),
      last_message_id = case when excluded.last_message_at > kept.last_message_at
        then excluded.last_message_id else kept.last_message_id end,
      last_message_at = greatest(kept.last_message_at, excluded.last_message_at),
      unread = kept.unread + excluded.unread,
      created_at = least(kept.created_at, excluded.created_at)`)
}

/** Whoever wanted no messages by the old key wants none by the new one. The old one stays as it is. */
export async function carrySuppressions(tx: TenantTx, from: string, to: Person): Promise<void> {
  const person = personKey(to)
  await tx.execute(sql`
    insert into ${suppressions} (id, person, scope, phone, bsuid, reason, note, created_at)
    select gen_random_uuid(), ${person}, scope, ${to.phone}, ${to.bsuid}, reason, note, created_at
    from ${suppressions} where ${eq(suppressions.person, from)}
    on conflict (tenant_id, mode, person, scope) do nothing`)
}
