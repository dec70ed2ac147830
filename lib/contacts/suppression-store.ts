import { and, desc, eq, inArray, lt, or, sql } from 'drizzle-orm'
import { contacts, suppressions } from '@/db/tables/contacts'
import type { TenantTx } from '@/db/tenant'
import { type Person, personKeys, type SuppressionReason } from '@/lib/contacts/schema'
import { newUuid } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'

export type SuppressionRow = typeof suppressions.$inferSelect
type Scope = SuppressionRow['scope']

/** Those of these people, by whatever they are known by. */
export async function selectSuppressions(tx: TenantTx, people: readonly Person[]): Promise<SuppressionRow[]> {
  const keys = people.flatMap(personKeys)
  const bsuids = people.flatMap(({ bsuid }) => bsuid ?? [])
  if (keys.length === 0) return []
  return tx
    .select()
    .from(suppressions)
    .where(
      or(
        inArray(suppressions.person, keys),
        bsuids.length > 0 ? inArray(suppressions.bsuid, bsuids) : undefined,
      ),
    )
    .orderBy(suppressions.scope)
}

/** The same of one person, and of whom else a contact says that they are: in one round trip, for every send asks. */
export function selectSuppressionsOf(tx: TenantTx, { phone, bsuid }: Person): Promise<SuppressionRow[]> {
  const canonical = phone === null ? null : canonicalPhone(phone)
  const people = sql`
    select ${canonical}::text union select ${bsuid}::text
    union select ${contacts.canonicalPhone} from ${contacts} where ${contacts.bsuid} = ${bsuid}::text
    union select ${contacts.bsuid} from ${contacts} where ${contacts.canonicalPhone} = ${canonical}::text`
  return tx
    .select()
    .from(suppressions)
    .where(
      or(
        sql`${suppressions.person} = any (array(${people}))`,
        bsuid === null ? undefined : eq(suppressions.bsuid, bsuid),
      ),
    )
    .orderBy(suppressions.scope)
}

export type NewSuppression = Person & {
  person: string
  scope: Scope
  reason: SuppressionReason
  note: string | null
}

/** Those that were not there yet. */
export async function insertSuppressions(
  tx: TenantTx,
  rows: readonly NewSuppression[],
): Promise<SuppressionRow[]> {
  if (rows.length === 0) return []
  return tx
    .insert(suppressions)
    .values(rows.map((row) => ({ id: newUuid(), ...row })))
    .onConflictDoNothing()
    .returning()
}

export async function deleteSuppressions(tx: TenantTx, ids: string[]): Promise<SuppressionRow[]> {
  if (ids.length === 0) return []
  return tx.delete(suppressions).where(inArray(suppressions.id, ids)).returning()
}

export async function updateNote(tx: TenantTx, id: string, note: string): Promise<void> {
  await tx.update(suppressions).set({ note }).where(eq(suppressions.id, id))
}

type Filter = {
  limit: number
  before?: string | undefined
  reason?: SuppressionReason | undefined
  scope?: Scope | undefined
}

export function listSuppressionRows(tx: TenantTx, filter: Filter): Promise<SuppressionRow[]> {
  const { limit, before, reason, scope } = filter
  return tx
    .select()
    .from(suppressions)
    .where(
      and(
        before ? lt(suppressions.id, before) : undefined,
        reason ? eq(suppressions.reason, reason) : undefined,
        scope ? eq(suppressions.scope, scope) : undefined,
      ),
    )
    .orderBy(desc(suppressions.id))
    .limit(limit)
}
