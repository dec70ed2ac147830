import { and, eq, isNull } from 'drizzle-orm'
import { templates } from '@/db/tables/templates'
import type { TenantTx } from '@/db/tenant'

export type TemplateRow = typeof templates.$inferSelect

export async function findTemplate(
  tx: TenantTx,
  { wabaId, name, language }: { wabaId: string; name: string; language: string },
): Promise<TemplateRow | null> {
  const [row] = await tx
    .select()
    .from(templates)
    .where(
      and(
        eq(templates.wabaId, wabaId),
        eq(templates.name, name),
        eq(templates.language, language),
        isNull(templates.deletedAt),
      ),
    )
  return row ?? null
}
