import { and, eq, sql } from 'drizzle-orm'
import { messageRoutes, messages } from '@/db/tables/messages'
import type { TenantTx } from '@/db/tenant'

type MessageRow = typeof messages.$inferSelect

/**
 * Whether this message is new: of the same one delivered twice, at once too, the first to come here has it, and the
 * others wait until it is stored.
 */
export async function claimWamid(tx: TenantTx, wamid: string, messageId: string): Promise<boolean> {
  const claimed = await tx
    .insert(messageRoutes)
    .values({ wamid, messageId })
    .onConflictDoNothing()
    .returning({ wamid: messageRoutes.wamid })
  return claimed.length > 0
}

/** What this person wrote is stored one after the other: each finds the contact that the one before has made or moved. */
export async function lockPerson(tx: TenantTx, person: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(current_setting('app.tenant_id') || ' ' || ${person}, 0))`,
  )
}

export async function insertInbound(
  tx: TenantTx,
  row: Omit<typeof messages.$inferInsert, 'direction' | 'status'>,
): Promise<MessageRow> {
  const [inserted] = await tx
    .insert(messages)
    .values({ ...row, direction: 'inbound', status: 'delivered' })
    .returning()
  if (!inserted) throw new Error('The message was not stored.')
  return inserted
}

export async function findByWamid(tx: TenantTx, wamid: string): Promise<MessageRow | null> {
  const [row] = await tx
    .select({ message: messages })
    .from(messageRoutes)
    .innerJoin(
      messages,
      and(eq(messages.tenantId, messageRoutes.tenantId), eq(messages.id, messageRoutes.messageId)),
    )
    .where(eq(messageRoutes.wamid, wamid))
  return row?.message ?? null
}

/** The person took it back. */
export async function eraseContent(tx: TenantTx, id: string): Promise<void> {
  await tx.update(messages).set({ content: null }).where(eq(messages.id, id))
}

/** Marks it, and what the same person wrote before it to the same number, as Meta does. Oldest first. */
export async function markReadUpTo(tx: TenantTx, row: MessageRow): Promise<MessageRow[]> {
  const isTheirs =
    row.contactId === null || row.senderId === null
      ? eq(messages.id, row.id)
      : and(eq(messages.contactId, row.contactId), eq(messages.senderId, row.senderId))
  return tx
    .update(messages)
    .set({ status: 'read', readAt: sql`clock_timestamp()` })
    .where(
      and(
        isTheirs,
        sql`${messages.id} <= ${row.id}::uuid`,
        eq(messages.direction, 'inbound'),
        eq(messages.status, 'delivered'),
      ),
    )
    .returning()
}
