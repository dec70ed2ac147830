import { and, desc, eq, ne, or } from 'drizzle-orm'
import { senders } from '@/db/tables/senders'
import { templates } from '@/db/tables/templates'
import type { SystemTx } from '@/db/tenant'

/**
 * Test mode is left out: nothing of it ever reaches Meta. A number that Meta took from a tenant is still theirs for what
 * comes late, as long as nobody else has it; one that a person disconnected is not.
 */
export async function selectTenantsOfNumber(tx: SystemTx, phoneNumberId: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: senders.tenantId, status: senders.status })
    .from(senders)
    .where(
      and(
        eq(senders.phoneNumberId, phoneNumberId),
        eq(senders.mode, 'live'),
        or(eq(senders.status, 'connected'), ne(senders.disconnectReason, 'by_person')),
      ),
    )
    .orderBy(desc(senders.disconnectedAt))
  const connected = rows.filter(({ status }) => status === 'connected')
  return (connected.length > 0 ? connected : rows.slice(0, 1)).map(({ tenantId }) => tenantId)
}

type New<Table extends { $inferInsert: unknown }, Kept extends keyof Table['$inferInsert']> = Required<
  Pick<Table['$inferInsert'], Kept>
>

export async function insertSandboxSender(
  tx: SystemTx,
  sender: New<typeof senders, 'id' | 'tenantId' | 'wabaId' | 'phoneNumberId' | 'phone' | 'displayName'>,
): Promise<void> {
  await tx.insert(senders).values({ ...sender, mode: 'test', status: 'connected', isPrimary: true })
}

export async function insertSandboxTemplates(
  tx: SystemTx,
  rows: New<typeof templates, 'id' | 'tenantId' | 'wabaId' | 'name' | 'language'>[],
): Promise<void> {
  const common = { mode: 'test', category: 'AUTHENTICATION', status: 'APPROVED' } as const
  await tx.insert(templates).values(rows.map((row) => ({ ...row, ...common })))
}
