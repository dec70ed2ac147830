import type { z } from 'zod'
import { afterCommit, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { checkEndpointUrl } from '@/lib/webhooks/check-url'
import { differences, storedEvents, toldOf } from '@/lib/webhooks/endpoint-rules'
import type { EndpointObject, UpdateEndpointInput } from '@/lib/webhooks/endpoint-schema'
import {
  changeEndpoint,
  type EndpointChange,
  type EndpointRow,
  findEndpoint,
  freshenLane,
} from '@/lib/webhooks/endpoint-store'
import { kick } from '@/lib/webhooks/kick'
import { presentEndpoint } from '@/lib/webhooks/present-endpoint'
import { holdLanes } from '@/lib/webhooks/queue-store'
import { recordEndpoint } from '@/lib/webhooks/record-endpoint'
import { sealHeaders } from '@/lib/webhooks/seal-headers'

type Change = CamelKeys<z.output<typeof UpdateEndpointInput>>
type Input = Change & { id: string }

/**
 * Changes what is named. A URL that becomes another is checked like a new one; it, and whoever is enabled again,
 * begins anew, without the failures of before. Throws `not_found` and `url_not_allowed`.
 */
export async function updateEndpoint(ctx: Ctx, { id, ...input }: Input): Promise<EndpointObject> {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('endpoint', id)
  const known = uuid && (await withTenant(ctx, (tx) => findEndpoint(tx, uuid)))
  if (!uuid || !known) throw new AppError('not_found')
  const isOther = input.url !== undefined && input.url !== known.endpoint.url
  const url = isOther && input.url !== undefined ? await checkEndpointUrl(input.url) : input.url
  return withTenant(ctx, async (tx) => {
    await holdLanes(tx, [uuid])
    const found = await findEndpoint(tx, uuid)
    if (!found) throw new AppError('not_found')
    const { endpoint } = found
    const change = changeOf(endpoint, { ...input, url })
    if (Object.keys(change).length === 0) return presentEndpoint(endpoint, found.lane)
    const changed = await changeEndpoint(tx, uuid, change)
    const lane =
      changed.enabled && (change.enabled || change.url !== undefined)
        ? await freshenLane(tx, uuid, { forgetExhausted: change.enabled === true })
        : found.lane
    if (lane !== found.lane && lane.nextDueAt) afterCommit(tx, kick)
    const { before, after } = differences(toldOf(endpoint), toldOf(changed))
    const said = { action: 'webhook_endpoint.changed', id, change: wordsOf(change) } as const
    await recordEndpoint(ctx, tx, { ...said, before, after: { ...after, ...newHeaders(change) } })
    return presentEndpoint(changed, lane)
  })
}

/** Only what becomes another. Headers cannot be compared without being opened: to name them is to change them. */
function changeOf(row: EndpointRow, input: Change): EndpointChange {
  const { url, events, description, enabled, ratePerSecond, headers } = input
  const change: EndpointChange = {}
  const stored = events && storedEvents(events)
  if (url !== undefined && url !== row.url) change.url = url
  if (stored !== undefined && JSON.stringify(stored) !== JSON.stringify(row.eventTypes))
    change.eventTypes = stored
  if (description !== undefined && description !== row.description) change.description = description
  if (enabled !== undefined && enabled !== row.enabled) change.enabled = enabled
  if (ratePerSecond !== undefined && ratePerSecond !== row.ratePerSecond) change.ratePerSecond = ratePerSecond
  if (headers && (Object.keys(headers).length > 0 || row.headersSealed !== null))
    Object.assign(change, sealHeaders({ tenantId: row.tenantId, rowId: row.id }, headers))
  return change
}

/** The same names may carry other values now. */
function newHeaders({ headerNames }: EndpointChange): { header_names?: string[] } {
  return headerNames ? { header_names: headerNames } : {}
}

const words: Partial<Record<keyof EndpointChange, string>> = {
  url: 'url',
  eventTypes: 'events',
  description: 'description',
  enabled: 'enabled',
  ratePerSecond: 'rate',
  headerNames: 'headers',
}

function wordsOf(change: EndpointChange): string {
  return Object.entries(words)
    .filter(([name]) => Object.hasOwn(change, name))
    .map(([, word]) => word)
    .join(', ')
}
