import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'
import type { ListOtpsQuery, OtpList } from '@/lib/otp/schema'
import { showOtp } from '@/lib/otp/show-otp'
import { presentOtp, selectOtps } from '@/lib/otp/store'

type Query = CamelKeys<z.output<typeof ListOtpsQuery>>

/** A page of OTPs, newest first. */
export async function listOtps(ctx: Ctx, query: Query): Promise<OtpList> {
  requirePermission(ctx, 'otp.read')
  const list = `otps/${ctx.tenantId}/${ctx.mode}`
  const rows = await withTenant(ctx, (tx) =>
    selectOtps(tx, {
      limit: query.limit + 1,
      before: query.cursor && readCursor(list, query.cursor),
      to: query.to,
      status: query.status,
      createdAfter: query.createdAfter ? new Date(query.createdAfter) : undefined,
      createdBefore: query.createdBefore ? new Date(query.createdBefore) : undefined,
    }),
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const hasMore = rows.length > query.limit
  return {
    object: 'list',
    data: page.map((row) => ({
      ...showOtp(ctx, presentOtp(row)),
      delivered_in_ms: row.message?.deliveredAt
        ? Math.max(0, row.message.deliveredAt.getTime() - row.message.createdAt.getTime())
        : null,
    })),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.otp.id) : null,
  }
}
