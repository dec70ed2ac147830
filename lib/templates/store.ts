import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { templates } from '@/db/tables/templates'
import type { TenantTx } from '@/db/tenant'

export type TemplateRow = typeof templates.$inferSelect
export type NewTemplateRow = typeof templates.$inferInsert

/** One at a time changes the templates of an account; whoever waits sees what the other wrote. */
export async function lockTemplates(tx: TenantTx, wabaId: string): Promise<Date> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || current_setting('app.mode') || ${wabaId}, 7))`,
  )
  return readClock(tx)
}

export async function readClock(tx: TenantTx): Promise<Date> {
  const [row] = await tx.execute<{ now: string | Date }>(sql`select clock_timestamp() as now`)
  return new Date(row?.now ?? Number.NaN)
}

export type TemplateFilter = {
  limit: number
  before?: string | undefined
  name?: string | undefined
  language?: string | undefined
  category?: TemplateRow['category'] | undefined
  status?: string | undefined
  wabaId?: string | undefined
}

/** Newest first; what is gone at Meta is left out unless it is asked for. */
export function selectTemplates(tx: TenantTx, filter: TemplateFilter): Promise<TemplateRow[]> {
  const { before, name, language, category, status, wabaId } = filter
  return tx
    .select()
    .from(templates)
    .where(
      and(
        before ? lt(templates.id, before) : undefined,
        name ? eq(templates.name, name) : undefined,
        language ? eq(templates.language, language) : undefined,
        category ? eq(templates.category, category) : undefined,
        status ? eq(templates.status, status) : undefined,
        wabaId ? eq(templates.wabaId, wabaId) : undefined,
        status === 'DELETED' ? undefined : isNull(templates.deletedAt),
      ),
    )
    .orderBy(desc(templates.id))
    .limit(filter.limit)
}

export async function findTemplate(tx: TenantTx, id: string): Promise<TemplateRow | null> {
  const [row] = await tx.select().from(templates).where(eq(templates.id, id))
  return row ?? null
}

/** The living languages of these names in an account, by language. */
export function selectLanguages(
  tx: TenantTx,
  wabaId: string,
  names: readonly string[],
): Promise<TemplateRow[]> {
  if (names.length === 0) return Promise.resolve([])
  return tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.wabaId, wabaId),
        inArray(templates.name, [...new Set(names)]),
        isNull(templates.deletedAt),
      ),
    )
    .orderBy(asc(templates.language))
}

/** By Meta's id, gone or not, else the living one of that name. */
export async function findByMeta(
  tx: TenantTx,
  wabaId: string,
  { metaId, name, language }: { metaId: string | undefined; name: string; language: string },
): Promise<TemplateRow | null> {
  const named = and(eq(templates.name, name), eq(templates.language, language), isNull(templates.deletedAt))
  const rows = await tx
    .select()
    .from(templates)
    .where(and(eq(templates.wabaId, wabaId), or(metaId ? eq(templates.metaId, metaId) : undefined, named)))
  const known = metaId === undefined ? undefined : rows.find((row) => row.metaId === metaId)
  return known ?? rows.find((row) => metaId === undefined || row.metaId === null) ?? null
}

export function selectByMetaIds(tx: TenantTx, wabaId: string, metaIds: string[]): Promise<TemplateRow[]> {
  if (metaIds.length === 0) return Promise.resolve([])
  return tx
    .select()
    .from(templates)
    .where(and(eq(templates.wabaId, wabaId), inArray(templates.metaId, metaIds)))
}

/** Those that another process has put in meanwhile are left out. */
export async function insertTemplates(tx: TenantTx, rows: NewTemplateRow[]): Promise<TemplateRow[]> {
  if (rows.length === 0) return []
  return tx.insert(templates).values(rows).onConflictDoNothing().returning()
}

export type TemplatePatch = Partial<NewTemplateRow> & { dueInSeconds?: number | null; noticeNow?: boolean }

/** Times from now on are reckoned by the database. */
export async function updateTemplate(
  tx: TenantTx,
  id: string,
  { dueInSeconds, noticeNow, ...patch }: TemplatePatch,
): Promise<TemplateRow> {
  const due: { dueAt?: SQL | null } =
    dueInSeconds === undefined ? {} : { dueAt: dueInSeconds === null ? null : inSeconds(dueInSeconds) }
  const notice = noticeNow ? { noticeAt: sql`clock_timestamp()` } : {}
  const [row] = await tx
    .update(templates)
    .set({ ...patch, ...due, ...notice })
    .where(eq(templates.id, id))
    .returning()
  if (!row) throw new Error('A template that was just read is gone.')
  return row
}

export function inSeconds(seconds: number): SQL {
  return sql`clock_timestamp() + make_interval(secs => ${seconds})`
}

export async function markSynced(tx: TenantTx, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.update(templates).set({ syncedAt: sql`clock_timestamp()` }).where(inArray(templates.id, ids))
}

/**
 * The living ones of an account that a whole reading has not met. What was handed in while it went on is not among
 * them, nor what Meta never took.
 */
export function selectUnmet(tx: TenantTx, wabaId: string, startedAt: Date): Promise<TemplateRow[]> {
  return tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.wabaId, wabaId),
        isNull(templates.deletedAt),
        sql`coalesce(${templates.syncedAt}, ${templates.createdAt}) < ${startedAt.toISOString()}::timestamptz`,
        sql`(${templates.metaId} is not null or ${templates.status} not in ('PENDING', 'REJECTED'))`,
      ),
    )
}

/** Written at most so often, so that sends do not wait for each other at this row. */
export async function touchLastUsed(
  tx: TenantTx,
  { messageId, name, language }: { messageId: string; name: string; language: string },
  everySeconds: number,
): Promise<void> {
  await tx.execute(sql`
    update templates set last_used_at = clock_timestamp()
    where id = (
      select t.id from messages m
      join senders s on s.id = m.sender_id
      join templates t on t.waba_id = s.waba_id
      where m.id = ${messageId} and t.name = ${name} and t.language = ${language} and t.deleted_at is null
        and coalesce(t.last_used_at, '-infinity') < clock_timestamp() - make_interval(secs => ${everySeconds})
      for update of t skip locked)`)
}

/** The approved templates for codes of an account, as a send chooses among them. */
export function selectOtpTemplates(tx: TenantTx, wabaId: string): Promise<TemplateRow[]> {
  return tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.wabaId, wabaId),
        eq(templates.category, 'AUTHENTICATION'),
        eq(templates.status, 'APPROVED'),
        isNull(templates.deletedAt),
      ),
    )
}

/** What test mode decides now. */
export function selectDue(tx: TenantTx): Promise<TemplateRow[]> {
  return tx
    .select()
    .from(templates)
    .where(sql`${templates.dueAt} <= clock_timestamp()`)
    .for('update', { skipLocked: true })
}
