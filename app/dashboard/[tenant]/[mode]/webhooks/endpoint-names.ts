import { cache } from 'react'
import type { Ctx } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { listEndpoints } from '@/lib/webhooks/list-endpoints'

export type EndpointName = { url: string; enabled: boolean }
export type EndpointNames = ReadonlyMap<string, EndpointName>

/** The mode's endpoints by their ids. One that was deleted is not among them, but its deliveries are still in the log. */
export const endpointNames = cache(async (ctx: Ctx): Promise<EndpointNames> => {
  const { data } = await listEndpoints(ctx, { limit: policy.api.pageSizeMax })
  return new Map(data.map(({ id, url, enabled }) => [id, { url, enabled }]))
})

/** As short as it can be told from others: without what all have in common. */
export function shortUrl(url: string): string {
  return url.replace(/^https?:\/\//, '').replace(/\/$/, '')
}

export function endpointHref(base: string, id: string): string {
  return `${base}/webhooks/${id}`
}
