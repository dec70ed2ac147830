import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import { toTypeId } from '@/lib/core/ids'
import type { ListQuery } from '@/lib/core/lists'
import { requirePermission } from '@/lib/core/permissions'
import { toTimestamp } from '@/lib/core/time'
import type { GuardBlock, GuardBlockList } from '@/lib/otp/guard-schema'
import { type GuardBlockRow, selectGuardBlocks } from '@/lib/otp/guard-store'
import { GuardVerdict } from '@/lib/otp/schema'
import { showOtp } from '@/lib/otp/show-otp'

/** A page of the sends that the guard stopped, newest first. */
export async function listGuardBlocks(
  ctx: Ctx,
  { limit, cursor }: z.output<typeof ListQuery>,
): Promise<GuardBlockList> {
  requirePermission(ctx, 'guard.read')
  const list = `otp-guard-blocks/${ctx.tenantId}/${ctx.mode}`
  const before = cursor && readCursor(list, cursor)
  const rows = await withTenant(ctx, (tx) => selectGuardBlocks(tx, { limit: limit + 1, before }))
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    object: 'list',
    data: page.map((row) => showOtp(ctx, presentBlock(row))),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}

function presentBlock(row: GuardBlockRow): GuardBlock {
  return {
    object: 'otp_guard_block',
    id: toTypeId('guardBlock', row.id),
    to: row.phone,
    ...GuardVerdict.parse({ reasons: row.reasons }),
    api_key_id: row.apiKeyId && toTypeId('key', row.apiKeyId),
    request_id: toTypeId('request', row.requestId),
    mode: row.mode,
    created_at: toTimestamp(row.createdAt),
  }
}
