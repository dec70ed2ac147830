import { withTenant } from '@/db/tenant'
import { presentAlert } from '@/lib/alerts/present'
import type { AlertObject } from '@/lib/alerts/schema'
import { findAlert } from '@/lib/alerts/store'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'

/** Throws `not_found` for an id that is malformed, unknown or of another tenant: all look alike. */
export async function getAlert(ctx: Ctx, { id }: { id: string }): Promise<AlertObject> {
  requirePermission(ctx, 'alerts.read')
  const uuid = fromTypeId('alert', id)
  const row = uuid && (await withTenant(ctx, (tx) => findAlert(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentAlert(row)
}
