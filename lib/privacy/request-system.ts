import { and, eq, sql } from 'drizzle-orm'
import { metaRequests } from '@/db/tables/senders'
import type { SystemTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

export type MetaRequestRow = typeof metaRequests.$inferSelect
type New = Pick<MetaRequestRow, 'kind' | 'metaUserId' | 'requestHash' | 'confirmationCode'>

const leaseEnd = sql`clock_timestamp() + make_interval(secs => ${policy.hooks.leaseSeconds})`

/** Keeps a request, leased to this process. The same one again is the one that is there, and is nobody's to handle. */
export async function storeRequest(
  tx: SystemTx,
  request: New,
): Promise<{ row: MetaRequestRow; isNew: boolean }> {
  const [row] = await tx
    .insert(metaRequests)
    .values({ ...request, id: newUuid(), status: 'received', dueAt: leaseEnd })
    .onConflictDoNothing({ target: metaRequests.requestHash })
    .returning()
  if (row) return { row, isNew: true }
  const [known] = await tx
    .select()
    .from(metaRequests)
    .where(eq(metaRequests.requestHash, request.requestHash))
  if (!known) throw new Error('The request is neither new nor known.')
  return { row: known, isNew: false }
}

export function claimDueRequests(tx: SystemTx, limit: number): Promise<MetaRequestRow[]> {
  return tx
    .update(metaRequests)
    .set({ dueAt: leaseEnd })
    .where(
      sql`${metaRequests.id} in (select id from meta_requests where due_at <= clock_timestamp()
        order by due_at limit ${limit} for update skip locked)`,
    )
    .returning()
}

/** Once it is done, whose it was is not kept either. */
export async function finishRequest(tx: SystemTx, id: string, found: number): Promise<void> {
  await tx
    .update(metaRequests)
    .set({ status: 'done', found, metaUserId: '', dueAt: null, endedAt: sql`clock_timestamp()` })
    .where(eq(metaRequests.id, id))
}

export async function findDeletionRow(tx: SystemTx, code: string): Promise<MetaRequestRow | null> {
  const [row] = await tx
    .select()
    .from(metaRequests)
    .where(and(eq(metaRequests.confirmationCode, code), eq(metaRequests.kind, 'data_deletion')))
  return row ?? null
}
