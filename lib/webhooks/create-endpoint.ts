import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { checkEndpointUrl } from '@/lib/webhooks/check-url'
import { storedEvents, toldOf } from '@/lib/webhooks/endpoint-rules'
import type { CreateEndpointInput, EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { countEndpoints, insertEndpoint, lockEndpoints } from '@/lib/webhooks/endpoint-store'
import { presentEndpoint } from '@/lib/webhooks/present-endpoint'
import { readSecrets } from '@/lib/webhooks/read-secrets'
import { recordEndpoint } from '@/lib/webhooks/record-endpoint'
import { sealHeaders } from '@/lib/webhooks/seal-headers'

type Input = CamelKeys<z.output<typeof CreateEndpointInput>> & {
  /** The URL as `checkEndpointUrl` gave it, where a transaction is open already. */
  checkedUrl?: string
}

/**
 * Makes an endpoint, which gets what happens from now on. The same URL may be there more than once: two that want
 * different events, or come with different headers, are two endpoints. Throws `url_not_allowed`, and `state_conflict`
 * when there are as many as there may be.
 */
export async function createEndpoint(ctx: Ctx, input: Input): Promise<EndpointObject> {
  requirePermission(ctx, 'webhooks.write')
  const url = input.checkedUrl ?? (await checkEndpointUrl(input.url))
  const id = newUuid()
  return withTenant(ctx, async (tx) => {
    await lockEndpoints(tx)
    await requireRoom(tx)
    // Whatever is sent to it will be signed: a workspace that has no secret yet gets one.
    await readSecrets(ctx, tx)
    const { endpoint, lane } = await insertEndpoint(tx, {
      id,
      url,
      eventTypes: storedEvents(input.events),
      description: input.description,
      ratePerSecond: input.ratePerSecond,
      enabled: input.enabled,
      disabledReason: input.enabled ? null : 'by_hand',
      ...sealHeaders({ tenantId: ctx.tenantId, rowId: id }, input.headers),
    })
    const made = presentEndpoint(endpoint, lane)
    const act = { action: 'webhook_endpoint.created', id: made.id, after: { ...toldOf(endpoint) } } as const
    await recordEndpoint(ctx, tx, { ...act, change: 'created' })
    return made
  })
}

async function requireRoom(tx: TenantTx): Promise<void> {
  const { endpointsPerMode } = policy.webhooks
  if ((await countEndpoints(tx)) < endpointsPerMode) return
  throw new AppError('state_conflict', {
    detail: `There are ${endpointsPerMode} endpoints, which is the most; delete one first.`,
  })
}
