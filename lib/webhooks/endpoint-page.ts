import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { EndpointList } from '@/lib/webhooks/endpoint-schema'
import { selectEndpoints } from '@/lib/webhooks/endpoint-store'
import { presentEndpoint } from '@/lib/webhooks/present-endpoint'

type Page = { limit: number; cursor?: string | undefined }

/** A page of endpoints, newest first, for whoever may see them. */
export async function readEndpointPage(ctx: Ctx, { limit, cursor }: Page): Promise<EndpointList> {
  const list = `webhook_endpoints/${ctx.tenantId}/${ctx.mode}`
  const before = cursor ? readCursor(list, cursor) : undefined
  const rows = await withTenant(ctx, (tx) => selectEndpoints(tx, { limit: limit + 1, before }))
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  const hasMore = rows.length > limit
  return {
    object: 'list',
    data: page.map(({ endpoint, lane }) => presentEndpoint(endpoint, lane)),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.endpoint.id) : null,
  }
}
