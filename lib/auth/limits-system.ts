import { and, desc, gt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { SystemTx } from '@/db/tenant'

/** Until the end of this transaction, whoever comes with one of the same names waits: what is counted stays so. */
export async function takeTurn(tx: SystemTx, names: string[]): Promise<void> {
  const inOneOrder = sql.join(
    [...new Set(names)].sort().map((name) => sql`${name}`),
    sql`, `,
  )
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(array[${inOneOrder}]::text[]) name`,
  )
}

/** Rows that are counted together. */
export type Counted = { table: PgTable & { createdAt: PgColumn }; which: SQL | undefined }
export type Limit = { most: number; windowSeconds: number }

/** Whole seconds, by the database's clock, until there are fewer than `most` of them in the window; 0 for now. */
export async function secondsUntilRoom(
  tx: SystemTx,
  { table, which }: Counted,
  { most, windowSeconds }: Limit,
): Promise<number> {
  const window = sql`make_interval(secs => ${windowSeconds}::int)`
  const left = sql<number>`greatest(1, ceil(extract(epoch from ${table.createdAt} + ${window} - clock_timestamp())))::int`
  const [row] = await tx
    .select({ seconds: left })
    .from(table)
    .where(and(which, gt(table.createdAt, sql`clock_timestamp() - ${window}`)))
    .orderBy(desc(table.createdAt))
    .offset(most - 1)
    .limit(1)
  return row?.seconds ?? 0
}

export async function countWithin(
  tx: SystemTx,
  { table, which }: Counted,
  windowSeconds: number,
): Promise<number> {
  const isRecent = gt(table.createdAt, sql`clock_timestamp() - make_interval(secs => ${windowSeconds}::int)`)
  const [row] = await tx.select({ count: sql<number>`count(*)::int` }).from(table).where(and(which, isRecent))
  return row?.count ?? 0
}
