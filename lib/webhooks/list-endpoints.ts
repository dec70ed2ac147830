import type { z } from 'zod'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'
import { readEndpointPage } from '@/lib/webhooks/endpoint-page'
import type { EndpointList, ListEndpointsQuery } from '@/lib/webhooks/endpoint-schema'

type Query = CamelKeys<z.output<typeof ListEndpointsQuery>>

/** A page of endpoints, newest first. */
export async function listEndpoints(ctx: Ctx, query: Query): Promise<EndpointList> {
  requirePermission(ctx, 'webhooks.read')
  return readEndpointPage(ctx, query)
}
