import { and, asc, eq, gt, lte, sql } from 'drizzle-orm'
import { auditEntries, auditHeads } from '@/db/tables/audit'
import type { SystemTx } from '@/db/tenant'
import type { ChainEntry, Position } from '@/lib/audit/chain-schema'
import type { ChainFault } from '@/lib/audit/schema'
import { appendSql, type HeldHead, lockHeadSql, readHead } from '@/lib/audit/store'

export async function lockHeadAs(tx: SystemTx, tenantId: string, start: Position): Promise<HeldHead> {
  return readHead(await tx.execute<{ seq: number; hash: string; now: number }>(lockHeadSql(tenantId, start)))
}

export async function appendEntryAs(tx: SystemTx, entry: ChainEntry): Promise<void> {
  await tx.execute(appendSql(entry))
}

/** Every tenant that has a chain, or what is left of one: a head, or entries. */
export async function listChains(tx: SystemTx): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive chains as (
      (select tenant_id as id from ${auditEntries} order by tenant_id limit 1)
      union all
      select (select e.tenant_id from ${auditEntries} e where e.tenant_id > chains.id order by e.tenant_id limit 1)
      from chains where chains.id is not null)
    select id from chains where id is not null
    union select tenant_id from ${auditHeads} order by 1`)
  return rows.map(({ id }) => id)
}

export type Chain = {
  head: typeof auditHeads.$inferSelect | null
  /** The number of the last entry that there is. */
  lastSeq: number
}

/** The head and the end of one moment: whoever adds to a chain moves both at once. */
export async function findChain(tx: SystemTx, tenantId: string): Promise<Chain> {
  const lastSeq = sql<number>`coalesce((select max(e.seq) from audit_entries e where e.tenant_id = ${tenantId}), 0)::float8`
  const [row] = await tx
    .select({ head: auditHeads, lastSeq })
    .from(sql`(select) as one`)
    .leftJoin(auditHeads, eq(auditHeads.tenantId, tenantId))
  return { head: row?.head ?? null, lastSeq: Number(row?.lastSeq ?? 0) }
}

/** The next entries of a chain, in its order. */
export function selectChain(
  tx: SystemTx,
  tenantId: string,
  { after, until, limit }: { after: number; until: number; limit: number },
): Promise<ChainEntry[]> {
  return tx
    .select()
    .from(auditEntries)
    .where(
      and(eq(auditEntries.tenantId, tenantId), gt(auditEntries.seq, after), lte(auditEntries.seq, until)),
    )
    .orderBy(asc(auditEntries.seq))
    .limit(limit)
}

/** Where the chain stood after that entry, in its own words. */
export async function findPosition(tx: SystemTx, tenantId: string, seq: number): Promise<Position | null> {
  const [row] = await tx
    .select({ seq: auditEntries.seq, hash: auditEntries.hash })
    .from(auditEntries)
    .where(and(eq(auditEntries.tenantId, tenantId), eq(auditEntries.seq, seq)))
  return row ?? null
}

/** Chains that grew since their head was last signed, or whose last signature is old; the longest unsigned first. */
export async function findChainsToAnchor(
  tx: SystemTx,
  { hours, limit }: { hours: number; limit: number },
): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: auditHeads.tenantId })
    .from(auditHeads)
    .where(
      sql`fault is null and (seq > anchored_seq or anchored_at < clock_timestamp() - make_interval(hours => ${hours}))`,
    )
    .orderBy(sql`anchored_at nulls first`)
    .limit(limit)
  return rows.map(({ tenantId }) => tenantId)
}

/** Chains that nobody has read from end to end for so long. */
export async function findChainsToSweep(
  tx: SystemTx,
  { hours, limit }: { hours: number; limit: number },
): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: auditHeads.tenantId })
    .from(auditHeads)
    .where(
      sql`coalesce(swept_at, created_at) < clock_timestamp() - make_interval(hours => ${hours}) or swept_seq > 0`,
    )
    .orderBy(sql`swept_at nulls first`)
    .limit(limit)
  return rows.map(({ tenantId }) => tenantId)
}

/** Never back: of two who signed at once the later head stays. */
export async function saveAnchor(
  tx: SystemTx,
  tenantId: string,
  { seq, anchor }: { seq: number; anchor: string },
): Promise<void> {
  const now = sql`clock_timestamp()`
  await tx
    .update(auditHeads)
    .set({ anchoredSeq: seq, anchor, anchoredAt: now, verifiedSeq: seq, verifiedAt: now })
    .where(and(eq(auditHeads.tenantId, tenantId), lte(auditHeads.anchoredSeq, seq)))
}

/** Where the reading of the whole chain stands; 0 once it has come to the end. */
export async function saveSweep(
  tx: SystemTx,
  tenantId: string,
  { seq, isDone }: { seq: number; isDone: boolean },
): Promise<void> {
  const done = { sweptSeq: 0, sweptAt: sql`clock_timestamp()`, fault: null }
  await tx
    .update(auditHeads)
    .set(isDone ? done : { sweptSeq: seq })
    .where(eq(auditHeads.tenantId, tenantId))
}

/** A chain that is broken is signed no more, until a reading of the whole finds it sound again. */
export async function saveFault(tx: SystemTx, tenantId: string, fault: ChainFault): Promise<void> {
  await tx
    .update(auditHeads)
    .set({ fault, sweptSeq: 0, sweptAt: sql`clock_timestamp()` })
    .where(eq(auditHeads.tenantId, tenantId))
}

/** Up to where each chain was signed. */
export async function findHeads(tx: SystemTx): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .select({ tenantId: auditHeads.tenantId, anchoredSeq: auditHeads.anchoredSeq })
    .from(auditHeads)
  return new Map(rows.map(({ tenantId, anchoredSeq }) => [tenantId, anchoredSeq]))
}
