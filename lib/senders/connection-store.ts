import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import { senderConnections } from '@/db/tables/senders'
import type { TenantTx } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

export type ConnectionRow = typeof senderConnections.$inferSelect
export type ConnectionChange = Partial<
  Omit<typeof senderConnections.$inferInsert, 'id' | 'tenantId' | 'mode' | 'createdAt' | 'stateHash'>
>

const now = sql`clock_timestamp()`
const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

export async function insertConnection(
  tx: TenantTx,
  values: Pick<ConnectionRow, 'id' | 'userId' | 'stateHash' | 'senderId'>,
): Promise<void> {
  const dueAt = after(policy.connections.stateSeconds)
  await tx.insert(senderConnections).values({ ...values, status: 'open', dueAt })
}

export async function findConnection(tx: TenantTx, id: string): Promise<ConnectionRow | null> {
  const [row] = await tx.select().from(senderConnections).where(eq(senderConnections.id, id))
  return row ?? null
}

export async function lockConnection(tx: TenantTx, id: string): Promise<ConnectionRow | null> {
  const [row] = await tx.select().from(senderConnections).where(eq(senderConnections.id, id)).for('update')
  return row ?? null
}

/** The newest one that has begun and still waits for something. */
export async function findUnfinished(tx: TenantTx): Promise<ConnectionRow | null> {
  const [row] = await tx
    .select()
    .from(senderConnections)
    .where(and(isNull(senderConnections.endedAt), ne(senderConnections.status, 'open')))
    .orderBy(desc(senderConnections.id))
    .limit(1)
  return row ?? null
}

/** Whether another connection of this tenant that has not ended is about the number. */
export async function isNumberInUse(tx: TenantTx, phoneNumberId: string, besides: string): Promise<boolean> {
  const rows = await tx
    .select({ id: senderConnections.id })
    .from(senderConnections)
    .where(
      and(
        eq(senderConnections.phoneNumberId, phoneNumberId),
        isNull(senderConnections.endedAt),
        ne(senderConnections.id, besides),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Uses the state up, once and for one alone: null for everybody who comes second, or too late. */
export async function spendState(
  tx: TenantTx,
  { id, stateHash }: Pick<ConnectionRow, 'id' | 'stateHash'>,
): Promise<ConnectionRow | null> {
  const [row] = await tx
    .update(senderConnections)
    .set({ stateUsedAt: now, updatedAt: now })
    .where(
      and(
        eq(senderConnections.id, id),
        eq(senderConnections.stateHash, stateHash),
        isNull(senderConnections.stateUsedAt),
        isNull(senderConnections.endedAt),
        sql`created_at > clock_timestamp() - make_interval(secs => ${policy.connections.stateSeconds})`,
      ),
    )
    .returning()
  return row ?? null
}

/** Leases the connection to this process: whoever held it before records nothing any more. */
export async function leaseConnection(
  tx: TenantTx,
  id: string,
  change: ConnectionChange,
): Promise<ConnectionRow> {
  const [row] = await tx
    .update(senderConnections)
    .set({
      ...change,
      attempts: sql`attempts + 1`,
      dueAt: after(policy.connections.leaseSeconds),
      updatedAt: now,
    })
    .where(eq(senderConnections.id, id))
    .returning()
  if (!row) throw new Error(`The connection ${id} is gone.`)
  return row
}

type Held = Pick<ConnectionRow, 'id' | 'attempts'>

/** Only while this process holds the lease, which it prolongs, or sets to when any other may go on. */
export async function recordProgress(
  tx: TenantTx,
  { id, attempts }: Held,
  { dueInSeconds, ...change }: ConnectionChange & { dueInSeconds: number | null },
): Promise<ConnectionRow | null> {
  const [row] = await tx
    .update(senderConnections)
    .set({ ...change, dueAt: dueInSeconds === null ? null : after(dueInSeconds), updatedAt: now })
    .where(
      and(
        eq(senderConnections.id, id),
        eq(senderConnections.attempts, attempts),
        isNull(senderConnections.endedAt),
      ),
    )
    .returning()
  return row ?? null
}

/** Nothing secret outlives the end. The lease of whoever was at it ends with it. */
export async function endConnection(
  tx: TenantTx,
  id: string,
  change: ConnectionChange & Pick<ConnectionRow, 'status' | 'outcome'>,
): Promise<void> {
  await tx
    .update(senderConnections)
    .set({
      ...change,
      accessTokenSealed: null,
      pinSealed: null,
      facts: {},
      dueAt: null,
      attempts: sql`attempts + 1`,
      stateUsedAt: sql`coalesce(state_used_at, clock_timestamp())`,
      endedAt: now,
      updatedAt: now,
    })
    .where(eq(senderConnections.id, id))
}

/** Only one that still waits for its dialog; what the dialog then says is listened to all the same. */
export async function noteSilence(tx: TenantTx, id: string): Promise<void> {
  await tx
    .update(senderConnections)
    .set({ status: 'timed_out', outcome: 'silence', updatedAt: now })
    .where(and(eq(senderConnections.id, id), eq(senderConnections.status, 'open')))
}
