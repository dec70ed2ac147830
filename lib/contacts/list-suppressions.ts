import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { presentSuppression, showSuppression } from '@/lib/contacts/present'
import type { ListSuppressionsQuery, SuppressionList } from '@/lib/contacts/suppression-schema'
import { listSuppressionRows } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'

type Query = CamelKeys<z.output<typeof ListSuppressionsQuery>>

/** A page of who wants no messages, newest first. Somebody may be there twice, once for each scope. */
export async function listSuppressions(
  ctx: Ctx,
  { limit, cursor, reason, scope }: Query,
): Promise<SuppressionList> {
  requirePermission(ctx, 'contacts.read')
  const list = `suppressions/${ctx.tenantId}/${ctx.mode}`
  const before = cursor ? readCursor(list, cursor) : undefined
  const rows = await withTenant(ctx, (tx) =>
    listSuppressionRows(tx, { limit: limit + 1, before, reason, scope }),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    object: 'list',
    data: page.map((row) => showSuppression(ctx, presentSuppression(row))),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}
