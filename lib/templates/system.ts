import { and, eq, inArray, sql } from 'drizzle-orm'
import { users } from '@/db/tables/auth'
import { whatsappAccounts } from '@/db/tables/senders'
import { templates } from '@/db/tables/templates'
import { memberships, tenants } from '@/db/tables/tenants'
import type { SystemTx } from '@/db/tenant'
import type { Mode } from '@/lib/core/context'

export type DueGroup = { tenantId: string; mode: Mode; wabaId: string; name: string }

/** Names with something to hand in or to decide. Nobody holds them yet: whoever works on one takes it then. */
export async function selectDueNames(tx: SystemTx, limit: number): Promise<DueGroup[]> {
  return tx
    .selectDistinct({
      tenantId: templates.tenantId,
      mode: templates.mode,
      wabaId: templates.wabaId,
      name: templates.name,
    })
    .from(templates)
    .where(sql`${templates.dueAt} <= clock_timestamp()`)
    .limit(limit)
}

/** Accounts of live mode whose templates are to be read again. */
export function selectDueAccounts(
  tx: SystemTx,
  limit: number,
): Promise<{ tenantId: string; wabaId: string }[]> {
  return tx
    .select({ tenantId: whatsappAccounts.tenantId, wabaId: whatsappAccounts.wabaId })
    .from(whatsappAccounts)
    .where(
      and(
        eq(whatsappAccounts.mode, 'live'),
        sql`${whatsappAccounts.disconnectedAt} is null and ${whatsappAccounts.templatesDueAt} <= clock_timestamp()`,
      ),
    )
    .orderBy(whatsappAccounts.templatesDueAt)
    .limit(limit)
}

export type NoticedTemplate = typeof templates.$inferSelect

/** Templates that people have to be told of, taken by this transaction alone. */
export function claimNotices(tx: SystemTx, limit: number): Promise<NoticedTemplate[]> {
  const due = sql`(
    select t.tenant_id, t.id from templates t
    where t.notice_at <= clock_timestamp() order by t.notice_at limit ${limit} for update of t skip locked) due`
  return tx
    .update(templates)
    .set({ noticeAt: null })
    .from(due)
    .where(sql`${templates.tenantId} = due.tenant_id and ${templates.id} = due.id`)
    .returning()
}

export async function findWorkspace(
  tx: SystemTx,
  tenantId: string,
): Promise<{ name: string; slug: string } | null> {
  const { name, slug } = tenants
  const [row] = await tx.select({ name, slug }).from(tenants).where(eq(tenants.id, tenantId))
  return row ?? null
}

/** Who looks after templates: everybody who may change them. */
export function selectCaretakers(tx: SystemTx, tenantId: string): Promise<{ id: string; email: string }[]> {
  return tx
    .select({ id: users.id, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(eq(memberships.tenantId, tenantId), inArray(memberships.role, ['owner', 'admin', 'developer'])),
    )
}
