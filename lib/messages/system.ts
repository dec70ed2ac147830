import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { messageRoutes, metaWebhooks } from '@/db/tables/messages'
import type { SystemTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

/** Which messages Meta's ids mean. Live ones alone: nothing of test mode ever reaches Meta. */
export function findRoutes(tx: SystemTx, wamids: string[]) {
  return tx
    .select()
    .from(messageRoutes)
    .where(and(inArray(messageRoutes.wamid, wamids), eq(messageRoutes.mode, 'live')))
}

/** Keeps what Meta posted, and leases it to this process. */
export async function storeWebhook(tx: SystemTx, body: Buffer): Promise<StoredWebhook> {
  const [row] = await tx
    .insert(metaWebhooks)
    .values({ id: newUuid(), body, attempts: 1, dueAt: after(policy.hooks.leaseSeconds) })
    .returning()
  if (!row) throw new Error('The webhook was not stored.')
  return row
}
export type StoredWebhook = typeof metaWebhooks.$inferSelect

export function claimDueWebhooks(tx: SystemTx, limit: number): Promise<StoredWebhook[]> {
  const due = sql`${metaWebhooks.id} in (
    select id from meta_webhooks where due_at <= clock_timestamp()
    order by due_at limit ${limit} for update skip locked)`
  return tx
    .update(metaWebhooks)
    .set({ dueAt: after(policy.hooks.leaseSeconds), attempts: sql`attempts + 1` })
    .where(due)
    .returning()
}

/** Whether it was this process that finished it: one whose lease had ended may have been handled by two. */
export async function finishWebhook(tx: SystemTx, id: string): Promise<boolean> {
  const finished = await tx
    .update(metaWebhooks)
    .set({ dueAt: null, error: null })
    .where(and(eq(metaWebhooks.id, id), isNotNull(metaWebhooks.dueAt)))
    .returning({ id: metaWebhooks.id })
  return finished.length > 0
}

/** Nobody else takes it up while this process is still at it. */
export async function holdWebhook(tx: SystemTx, id: string): Promise<void> {
  await tx
    .update(metaWebhooks)
    .set({ dueAt: after(policy.hooks.leaseSeconds) })
    .where(and(eq(metaWebhooks.id, id), isNotNull(metaWebhooks.dueAt)))
}

/** Tries again later, less and less often, and never forgets. */
export async function postponeWebhook(
  tx: SystemTx,
  webhook: StoredWebhook,
  error: string | null,
): Promise<void> {
  const delay = Math.min(2 ** webhook.attempts, 3_600)
  await tx
    .update(metaWebhooks)
    .set({ dueAt: after(delay), error })
    .where(and(eq(metaWebhooks.id, webhook.id), isNotNull(metaWebhooks.dueAt)))
}
