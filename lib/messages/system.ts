import { eq, sql } from 'drizzle-orm'
import { messageRoutes, metaWebhooks } from '@/db/tables/messages'
import type { SystemTx } from '@/db/tenant'
import { newUuid } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'

const after = (seconds: number) => sql`clock_timestamp() + make_interval(secs => ${seconds})`

export async function findRoute(tx: SystemTx, wamid: string) {
  const [route] = await tx.select().from(messageRoutes).where(eq(messageRoutes.wamid, wamid)).limit(1)
  return route ?? null
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

export async function finishWebhook(tx: SystemTx, id: string): Promise<void> {
  await tx.update(metaWebhooks).set({ dueAt: null, error: null }).where(eq(metaWebhooks.id, id))
}

/** Tries again later, less and less often, and never forgets. */
export async function postponeWebhook(tx: SystemTx, webhook: StoredWebhook, error: string): Promise<void> {
  const delay = Math.min(2 ** webhook.attempts, 3_600)
  await tx
    .update(metaWebhooks)
    .set({ dueAt: after(delay), error })
    .where(eq(metaWebhooks.id, webhook.id))
}
