import { and, eq } from 'drizzle-orm'
import { senders } from '@/db/tables/senders'
import { templates } from '@/db/tables/templates'
import type { SystemTx } from '@/db/tenant'

/** Test mode is left out: nothing of it ever reaches Meta. */
export async function selectTenantsOfNumber(tx: SystemTx, phoneNumberId: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: senders.tenantId })
    .from(senders)
    .where(
      and(
        eq(senders.phoneNumberId, phoneNumberId),
        eq(senders.mode, 'live'),
        eq(senders.status, 'connected'),
      ),
    )
  return rows.map(({ tenantId }) => tenantId)
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
