import { withTenant } from '@/db/tenant'
import { conditionsOf } from '@/lib/audit/filter-rules'
import { presentChain, presentEntry } from '@/lib/audit/present'
import type { AuditEntry, AuditFilter, AuditList, ChainState } from '@/lib/audit/schema'
import { findHead, selectActors, selectEntries } from '@/lib/audit/store'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import { requirePermission } from '@/lib/core/permissions'

type Query = AuditFilter & { limit: number; cursor?: string | undefined }

/** A page of the audit log, newest first, of both modes. Throws `role_missing`. */
export async function listAuditEntries(ctx: Ctx, { limit, cursor, ...filter }: Query): Promise<AuditList> {
  requirePermission(ctx, 'audit.read')
  const list = `audit/${ctx.tenantId}`
  const before = cursor === undefined ? undefined : Number(readCursor(list, cursor))
  const rows = await withTenant(ctx, (tx) =>
    selectEntries(tx, { ...conditionsOf(filter), limit: limit + 1, before }),
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    object: 'list',
    data: page.map(presentEntry),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, String(last.seq)) : null,
  }
}

/** What is known of the soundness of the tenant's chain. Throws `role_missing`. */
export async function getChainState(ctx: Ctx): Promise<ChainState> {
  requirePermission(ctx, 'audit.read')
  return presentChain(await withTenant(ctx, findHead))
}

/** So many that a menu can hold them. */
const actorsListed = 100

/** Who is in the log. Throws `role_missing`. */
export async function listActors(ctx: Ctx): Promise<AuditEntry['actor'][]> {
  requirePermission(ctx, 'audit.read')
  const rows = await withTenant(ctx, (tx) => selectActors(tx, actorsListed))
  return rows.map(({ actorType, actorId }) => ({ type: actorType, id: actorId }))
}
