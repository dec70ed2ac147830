import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { eventFields, headerFields, requireUrl } from '@/lib/webhooks/create-endpoint'
import type { EndpointObject, UpdateEndpointInput } from '@/lib/webhooks/endpoint-schema'
import { changeEndpoint, findEndpoint } from '@/lib/webhooks/endpoint-store'
import { getEndpoint } from '@/lib/webhooks/get-endpoint'

type Input = CamelKeys<z.output<typeof UpdateEndpointInput>> & { id: string }

export async function updateEndpoint(ctx: Ctx, input: Input): Promise<EndpointObject> {
  requirePermission(ctx, 'webhooks.write')
  const { id, url, events, headers, ...rest } = input
  const uuid = fromTypeId('endpoint', id)
  if (!uuid) throw new AppError('not_found')
  if (url) await requireUrl(url)
  await withTenant(ctx, async (tx) => {
    if (!(await findEndpoint(tx, uuid))) throw new AppError('not_found')
    await changeEndpoint(tx, uuid, {
      ...rest,
      ...(url ? { url } : {}),
      ...(events ? eventFields(events) : {}),
      ...(headers ? headerFields(ctx, uuid, headers) : {}),
    })
    await recordAudit(ctx, tx, {
      action: 'webhook_endpoint.changed',
      target: { type: 'webhook_endpoint', id },
    })
  })
  return getEndpoint(ctx, { id })
}
