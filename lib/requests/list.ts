import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { makeCursor, readCursor } from '@/lib/core/cursor'
import type { CamelKeys } from '@/lib/core/endpoint'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { ListRequestsQuery, RequestList } from '@/lib/requests/schema'
import { presentRequest, type RequestFilter, selectRequests, selectRequestsAbout } from '@/lib/requests/store'
import { kindOfId } from '@/lib/requests/subjects'

type Query = CamelKeys<z.output<typeof ListRequestsQuery>>

/** A page of the calls of the public API, newest first, without their bodies. */
export async function listRequests(ctx: Ctx, query: Query): Promise<RequestList> {
  requirePermission(ctx, 'requests.read')
  const list = `requests/${ctx.tenantId}/${ctx.mode}`
  const filter: RequestFilter = {
    limit: query.limit + 1,
    before: query.cursor && readCursor(list, query.cursor),
    statuses: query.status === undefined ? undefined : statusesOf(query.status),
    method: query.method,
    pathPrefix: query.path && withBase(query.path),
    errorCode: query.errorCode,
    apiKeyId: uuidOf(query.apiKeyId),
    createdAfter: query.createdAfter ? new Date(query.createdAfter) : undefined,
    createdBefore: query.createdBefore ? new Date(query.createdBefore) : undefined,
  }
  const about = query.object
  const uuid = uuidOf(about)
  const rows = await withTenant(ctx, (tx) =>
    about && uuid ? selectRequestsAbout(tx, filter, { id: about, uuid }) : selectRequests(tx, filter),
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const hasMore = rows.length > query.limit
  return {
    object: 'list',
    data: page.map(presentRequest),
    has_more: hasMore,
    next_cursor: hasMore && last ? makeCursor(list, last.id) : null,
  }
}

function statusesOf(text: string): [number, number] {
  const exact = Number(text)
  if (Number.isInteger(exact)) return [exact, exact]
  const least = Number(text.charAt(0)) * 100
  return [least, least + 99]
}

/** The log has whole paths; the documentation leaves the base away. */
function withBase(path: string): string {
  const base = '/api/v1'
  return path.startsWith(base) || base.startsWith(path) ? path : `${base}${path}`
}

function uuidOf(id: string | undefined): string | undefined {
  const kind = id === undefined ? null : kindOfId(id)
  return (id && kind && fromTypeId(kind, id)) || undefined
}
