import type { Ctx } from '@/lib/core/context'
import type { EndpointList } from '@/lib/webhooks/endpoint-schema'
import { readAll } from '@/lib/webhooks/get-endpoint'

export async function listEndpoints(
  ctx: Ctx,
  _query: { limit: number; cursor?: string | undefined },
): Promise<EndpointList> {
  return { object: 'list', data: await readAll(ctx), has_more: false, next_cursor: null }
}
