import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { seal } from '@/lib/core/crypto'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { checkOutboundHost } from '@/lib/gateways/outbound'
import type { CreateEndpointInput, EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { insertEndpoint } from '@/lib/webhooks/endpoint-store'
import { getEndpoint } from '@/lib/webhooks/get-endpoint'

export async function createEndpoint(
  ctx: Ctx,
  input: CamelKeys<z.output<typeof CreateEndpointInput>>,
): Promise<EndpointObject> {
  requirePermission(ctx, 'webhooks.write')
  await requireUrl(input.url)
  const id = newUuid()
  await withTenant(ctx, async (tx) => {
    await insertEndpoint(tx, {
      id,
      url: input.url,
      description: input.description,
      ratePerSecond: input.ratePerSecond,
      ...eventFields(input.events),
      ...headerFields(ctx, id, input.headers),
    })
    const target = { type: 'webhook_endpoint', id: toTypeId('endpoint', id) } as const
    await recordAudit(ctx, tx, { action: 'webhook_endpoint.created', target })
  })
  return getEndpoint(ctx, { id: toTypeId('endpoint', id) })
}

export async function requireUrl(url: string): Promise<void> {
  const checked = await checkOutboundHost(url)
  if (!checked.ok)
    throw new AppError('validation_failed', { faults: [{ path: 'url', message: checked.reason }] })
}

export function eventFields(events: string[]) {
  return { eventTypes: events.includes('*') ? null : events }
}

export function headerFields(ctx: Ctx, rowId: string, headers: Record<string, string>) {
  const place = { table: 'webhook_endpoints', column: 'headers', tenantId: ctx.tenantId, rowId }
  return { headersSealed: seal(place, JSON.stringify(headers)), headerNames: Object.keys(headers) }
}
