import { and, arrayContains, desc, eq, gte, lt, or, type SQL, sql } from 'drizzle-orm'
import { contacts, suppressions } from '@/db/tables/contacts'
import type { TenantTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'

type ContactRow = typeof contacts.$inferSelect

export async function findContact(tx: TenantTx, id: string): Promise<ContactRow | null> {
  const [row] = await tx.select().from(contacts).where(eq(contacts.id, id))
  return row ?? null
}

/** The row, held until the transaction ends. */
export async function lockContact(tx: TenantTx, id: string): Promise<ContactRow | null> {
  const [row] = await tx.select().from(contacts).where(eq(contacts.id, id)).for('update')
  return row ?? null
}

export async function findByPhone(tx: TenantTx, phone: string): Promise<ContactRow | null> {
  const [row] = await tx
    .select()
    .from(contacts)
    .where(eq(contacts.canonicalPhone, canonicalPhone(phone)))
  return row ?? null
}

type NewContact = Pick<ContactRow, 'name' | 'email' | 'tags' | 'source'> & {
  phone: string
  attributes: object
}

/** Null when somebody has the number already. */
export async function insertContact(tx: TenantTx, contact: NewContact): Promise<ContactRow | null> {
  const [row] = await tx
    .insert(contacts)
    .values({ id: newUuid(), canonicalPhone: canonicalPhone(contact.phone), ...contact })
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

export type ContactConditions = {
  phone?: string | undefined
  tag?: string | undefined
  optedOut?: boolean | undefined
  q?: string | undefined
  /** Whether what is searched for may be a part of a number. */
  searchesPhones: boolean
  createdAfter?: Date | undefined
  createdBefore?: Date | undefined
}

/** Newest first. */
export function selectContacts(
  tx: TenantTx,
  { limit, before, ...conditions }: ContactConditions & { limit: number; before?: string | undefined },
): Promise<ContactRow[]> {
  return tx
    .select()
    .from(contacts)
    .where(and(before ? lt(contacts.id, before) : undefined, matching(conditions)))
    .orderBy(desc(contacts.id))
    .limit(limit)
}

export async function hasMoreContacts(
  tx: TenantTx,
  conditions: ContactConditions,
  than: number,
): Promise<boolean> {
  const rows = await tx
    .select({ id: contacts.id })
    .from(contacts)
    .where(matching(conditions))
    .limit(1)
    .offset(than)
  return rows.length > 0
}

function matching(conditions: ContactConditions): SQL | undefined {
  const { phone, tag, optedOut, q, searchesPhones, createdAfter, createdBefore } = conditions
  return and(
    phone === undefined ? undefined : eq(contacts.canonicalPhone, canonicalPhone(phone)),
    tag === undefined ? undefined : arrayContains(contacts.tags, [tag]),
    optedOut === undefined ? undefined : optedOut ? isOptedOut : sql`not ${isOptedOut}`,
    q?.trim() ? found(q.trim(), searchesPhones) : undefined,
    createdAfter && gte(contacts.createdAt, createdAfter),
    createdBefore && lt(contacts.createdAt, createdBefore),
  )
}

const isOptedOut = sql`exists (select from ${suppressions}
  where ${suppressions.scope} = 'all' and (${suppressions.person} = ${contacts.canonicalPhone}
    or ${suppressions.person} = ${contacts.bsuid} or ${suppressions.bsuid} = ${contacts.bsuid}))`

function found(q: string, searchesPhones: boolean): SQL | undefined {
  const text = q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')
  const begins = (column: SQL | typeof contacts.name) => sql`lower(${column}) like ${`${text}%`}`
  const holdsWord = (column: typeof contacts.name) => sql`lower(${column}) like ${`% ${text}%`}`
  const digits = q.replaceAll(/[\s().-]/g, '')
  const isNumber = searchesPhones && /^\+?\d{2,15}$/.test(digits)
  const number = `+${digits.replace('+', '')}%`
  return or(
    begins(contacts.name),
    holdsWord(contacts.name),
    begins(sql`${contacts.profileName}`),
    begins(sql`${contacts.username}`),
    begins(sql`${contacts.email}`),
    isNumber ? sql`${contacts.phone} like ${number} or ${contacts.canonicalPhone} like ${number}` : undefined,
  )
}
