import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm'
import { contactImports, contacts } from '@/db/tables/contacts'
import type { TenantTx } from '@/db/tenant'
import type { ImportedContact, Mapping, RefusedRow } from '@/lib/contacts/import-schema'
import { newUuid } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'

const { file: bytes, ...facts } = getTableColumns(contactImports)
const { leaseSeconds, faultsKept } = policy.contacts.imports
const lease = sql`clock_timestamp() + make_interval(secs => ${leaseSeconds}::int)`

/** Everything but the file itself. */
export type ImportRow = Omit<typeof contactImports.$inferSelect, 'file'>
const open = ['preview', 'queued', 'running'] as const

type NewImport = Pick<ImportRow, 'fileName' | 'rows' | 'createdBy'> & {
  text: string
  status: 'preview' | 'queued'
  mapping: Mapping
}

export async function insertImport(tx: TenantTx, { text, ...row }: NewImport): Promise<ImportRow> {
  const [made] = await tx
    .insert(contactImports)
    .values({
      ...row,
      id: newUuid(),
      file: Buffer.from(text),
      dueAt: row.status === 'queued' ? sql`clock_timestamp()` : null,
    })
    .returning(facts)
  if (!made) throw new Error('What is inserted comes back.')
  return made
}

export async function findImport(tx: TenantTx, id: string): Promise<ImportRow | null> {
  const [row] = await tx.select(facts).from(contactImports).where(eq(contactImports.id, id))
  return row ?? null
}

/** Nobody else moves it until the transaction ends. */
export async function lockImport(tx: TenantTx, id: string): Promise<ImportRow | null> {
  const [row] = await tx.select(facts).from(contactImports).where(eq(contactImports.id, id)).for('update')
  return row ?? null
}

export async function findFile(tx: TenantTx, id: string): Promise<string | null> {
  const [row] = await tx.select({ bytes }).from(contactImports).where(eq(contactImports.id, id))
  return row?.bytes?.toString('utf8') ?? null
}

export function selectImports(tx: TenantTx, limit: number): Promise<ImportRow[]> {
  return tx.select(facts).from(contactImports).orderBy(desc(contactImports.id)).limit(limit)
}

export async function countOpenImports(tx: TenantTx): Promise<number> {
  return tx.$count(contactImports, inArray(contactImports.status, ['queued', 'running']))
}

export async function queueImport(
  tx: TenantTx,
  id: string,
  { mapping, rows }: { mapping: Mapping; rows: number },
): Promise<ImportRow | null> {
  const [row] = await tx
    .update(contactImports)
    .set({ status: 'queued', mapping, rows, dueAt: sql`clock_timestamp()` })
    .where(and(eq(contactImports.id, id), eq(contactImports.status, 'preview')))
    .returning(facts)
  return row ?? null
}

/** Ends it, whatever is left to do, and erases the file. Null when it has ended before. */
export async function endImport(
  tx: TenantTx,
  id: string,
  status: 'done' | 'failed' | 'canceled',
  faults?: RefusedRow[],
): Promise<ImportRow | null> {
  const [row] = await tx
    .update(contactImports)
    .set({
      status,
      file: null,
      dueAt: null,
      endedAt: sql`clock_timestamp()`,
      ...(faults ? { faults } : {}),
    })
    .where(and(eq(contactImports.id, id), inArray(contactImports.status, [...open])))
    .returning(facts)
  return row ?? null
}

type Step = { rows: number; created: number; updated: number; refused: RefusedRow[]; kept: number }

/** What a batch came to. The lease goes on from here. */
export async function advanceImport(tx: TenantTx, id: string, step: Step): Promise<void> {
  const { rows, created, updated, refused, kept } = step
  const more = refused.slice(0, Math.max(0, faultsKept - kept))
  await tx
    .update(contactImports)
    .set({
      position: sql`${contactImports.position} + ${rows}::int`,
      created: sql`${contactImports.created} + ${created}::int`,
      updated: sql`${contactImports.updated} + ${updated}::int`,
      refused: sql`${contactImports.refused} + ${refused.length}::int`,
      dueAt: lease,
      ...(more.length > 0 ? { faults: sql`${contactImports.faults} || ${JSON.stringify(more)}::jsonb` } : {}),
    })
    .where(eq(contactImports.id, id))
}

/**
 * Makes and changes contacts, all in one statement. Returns by canonical number whether each was made; one that would
 * have too many tags or attributes is left out.
 */
export async function upsertContacts(
  tx: TenantTx,
  rows: readonly ImportedContact[],
): Promise<Map<string, boolean>> {
  if (rows.length === 0) return new Map()
  const input = rows.map(({ optedOut: __, ...row }) => ({
    ...row,
    id: newUuid(),
    canonical: canonicalPhone(row.phone),
  }))
  const { tags, attributes } = policy.contacts
  const united = sql`array(select unnest(kept.tags) union select unnest(excluded.tags) order by 1)`
  const done = await tx.execute<{ canonical: string; created: boolean }>(sql`
    insert into ${contacts} as kept (id, phone, canonical_phone, name, email, tags, attributes, source)
    select id, phone, canonical, name, email, array(select jsonb_array_elements_text(tags)), attributes, 'import'
    from jsonb_to_recordset(${JSON.stringify(input)}::jsonb)
      as input (id uuid, phone text, canonical text, name text, email text, tags jsonb, attributes jsonb)
    order by canonical
    on conflict (tenant_id, mode, canonical_phone) where canonical_phone is not null do update set
      name = coalesce(excluded.name, kept.name), email = coalesce(excluded.email, kept.email),
      tags = ${united}, attributes = kept.attributes || excluded.attributes, updated_at = clock_timestamp()
    where cardinality(${united}) <= ${tags}
      and (select count(*) from jsonb_object_keys(kept.attributes || excluded.attributes)) <= ${attributes}
    returning canonical_phone as canonical, xmax = 0 as created`)
  return new Map(done.map(({ canonical, created }) => [canonical, created]))
}

export function selectByPhones(
  tx: TenantTx,
  canonicalPhones: string[],
): Promise<(typeof contacts.$inferSelect)[]> {
  return tx.select().from(contacts).where(inArray(contacts.canonicalPhone, canonicalPhones))
}
