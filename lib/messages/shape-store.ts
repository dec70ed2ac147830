import { and, desc, eq, inArray, isNull, ne } from 'drizzle-orm'
import { senders } from '@/db/tables/senders'
import { templates } from '@/db/tables/templates'
import type { TenantTx } from '@/db/tenant'

/** The parts of these templates in all their languages, those still at Meta first. */
export function selectShapes(tx: TenantTx, names: string[]) {
  return tx
    .select({
      name: templates.name,
      language: templates.language,
      components: templates.components,
      deletedAt: templates.deletedAt,
    })
    .from(templates)
    .where(inArray(templates.name, names))
    .orderBy(desc(isNull(templates.deletedAt)), desc(templates.createdAt))
}

/** Approved templates of the accounts of connected numbers, but for those that carry codes: those are not written. */
export function selectSendable(tx: TenantTx) {
  return tx
    .select({
      senderId: senders.id,
      id: templates.id,
      name: templates.name,
      language: templates.language,
      category: templates.category,
      components: templates.components,
    })
    .from(templates)
    .innerJoin(senders, and(eq(senders.tenantId, templates.tenantId), eq(senders.wabaId, templates.wabaId)))
    .where(
      and(
        eq(templates.status, 'APPROVED'),
        isNull(templates.deletedAt),
        ne(templates.category, 'AUTHENTICATION'),
        eq(senders.status, 'connected'),
      ),
    )
    .orderBy(templates.name, templates.language)
    .limit(500)
}
