import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { markDeleted } from '@/lib/webhooks/endpoint-store'

export async function deleteEndpoint(ctx: Ctx, { id }: { id: string }) {
  requirePermission(ctx, 'webhooks.write')
  const uuid = fromTypeId('endpoint', id)
  if (!uuid) throw new AppError('not_found')
  await withTenant(ctx, async (tx) => {
    if (!(await markDeleted(tx, uuid))) throw new AppError('not_found')
    await recordAudit(ctx, tx, {
      action: 'webhook_endpoint.deleted',
      target: { type: 'webhook_endpoint', id },
    })
  })
  return { object: 'webhook_endpoint', id, deleted: true } as const
}
