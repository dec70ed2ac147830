import { and, desc, eq, gte, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm'
import { auditEntries, auditHeads } from '@/db/tables/audit'
import type { TenantTx } from '@/db/tenant'
import type { ChainEntry, Position } from '@/lib/audit/chain-schema'

/**
 * The end of a chain, held until the transaction ends: whoever else adds to it waits. One statement, and the clock is
 * read once the row is held, so that times go the way of the numbers.
 */
export function lockHeadSql(tenantId: string, start: Position): SQL {
  return sql`insert into ${auditHeads} as h (tenant_id, seq, hash) values (${tenantId}::uuid, ${start.seq}, ${start.hash})
    on conflict (tenant_id) do update set seq = h.seq
    returning seq::float8 as seq, hash, (extract(epoch from clock_timestamp()) * 1000)::float8 as now`
}

/** The entry and the head that it moves, in one statement. */
export function appendSql(entry: ChainEntry): SQL {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return sql`with entry as (
      insert into ${auditEntries} (tenant_id, seq, id, action, actor_type, actor_id, target_type, target_id, entry_mode,
        before, after, request_id, address_hash, address, previous_hash, hash, happened_at)
      values (${entry.tenantId}::uuid, ${entry.seq}, ${entry.id}::uuid, ${entry.action}, ${entry.actorType},
        ${entry.actorId}, ${entry.targetType}, ${entry.targetId}, ${entry.entryMode}, ${json(entry.before)}::jsonb,
        ${json(entry.after)}::jsonb, ${entry.requestId}::uuid, ${entry.addressHash}, ${entry.address},
        ${entry.previousHash}, ${entry.hash}, ${entry.happenedAt.toISOString()}::timestamptz))
    update ${auditHeads} set seq = ${entry.seq}, hash = ${entry.hash} where tenant_id = ${entry.tenantId}::uuid`
}

export type HeldHead = Position & { now: Date }
type HeadRow = { seq: number; hash: string; now: number }

export function readHead([row]: HeadRow[]): HeldHead {
  if (!row) throw new Error('The audit chain has no head.')
  return { seq: row.seq, hash: row.hash, now: new Date(row.now) }
}

export async function lockHead(tx: TenantTx, tenantId: string, start: Position): Promise<HeldHead> {
  return readHead(await tx.execute<HeadRow>(lockHeadSql(tenantId, start)))
}

export async function appendEntry(tx: TenantTx, entry: ChainEntry): Promise<void> {
  await tx.execute(appendSql(entry))
}

export type EntryRow = typeof auditEntries.$inferSelect
export type EntryFilter = {
  limit: number
  before?: number | undefined
  actorId?: string | undefined
  actions?: string[] | undefined
  targetId?: string | undefined
  mode?: 'live' | 'test' | 'neither' | undefined
  from?: Date | undefined
  /** Not itself. */
  until?: Date | undefined
}

/** Newest first. */
export function selectEntries(tx: TenantTx, filter: EntryFilter): Promise<EntryRow[]> {
  return tx
    .select()
    .from(auditEntries)
    .where(matches(filter))
    .orderBy(desc(auditEntries.seq))
    .limit(filter.limit)
}

/** Whether more entries match than that. */
export async function hasMoreEntries(tx: TenantTx, filter: EntryFilter): Promise<boolean> {
  const rows = await tx
    .select({ seq: auditEntries.seq })
    .from(auditEntries)
    .where(matches(filter))
    .orderBy(desc(auditEntries.seq))
    .offset(filter.limit)
    .limit(1)
  return rows.length > 0
}

function matches({ before, actorId, actions, targetId, mode, from, until }: EntryFilter): SQL | undefined {
  return and(
    before === undefined ? undefined : lt(auditEntries.seq, before),
    actorId === undefined ? undefined : eq(auditEntries.actorId, actorId),
    actions ? inArray(auditEntries.action, actions) : undefined,
    targetId === undefined ? undefined : eq(auditEntries.targetId, targetId),
    mode === undefined
      ? undefined
      : mode === 'neither'
        ? isNull(auditEntries.entryMode)
        : eq(auditEntries.entryMode, mode),
    from ? gte(auditEntries.happenedAt, from) : undefined,
    until ? lte(auditEntries.happenedAt, new Date(until.getTime() - 1)) : undefined,
  )
}

export async function findEntry(tx: TenantTx, id: string): Promise<EntryRow | null> {
  const [row] = await tx.select().from(auditEntries).where(eq(auditEntries.id, id))
  return row ?? null
}

export type HeadState = typeof auditHeads.$inferSelect

/** What is known of the tenant's chain; null before its first entry. */
export async function findHead(tx: TenantTx): Promise<HeadState | null> {
  const [row] = await tx.select().from(auditHeads)
  return row ?? null
}

/** Who is in the log, at most so many. */
export async function selectActors(
  tx: TenantTx,
  limit: number,
): Promise<Pick<EntryRow, 'actorId' | 'actorType'>[]> {
  return tx.execute<{ actorId: string; actorType: EntryRow['actorType'] }>(sql`
    with recursive actors as (
      (select actor_id from ${auditEntries} order by actor_id limit 1)
      union all
      select (select e.actor_id from ${auditEntries} e where e.actor_id > actors.actor_id order by e.actor_id limit 1)
      from actors where actors.actor_id is not null)
    select actor_id as "actorId", (select e.actor_type from ${auditEntries} e
      where e.actor_id = actors.actor_id limit 1) as "actorType"
    from actors where actor_id is not null limit ${limit}`)
}
