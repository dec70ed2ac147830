import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { findConnection, findUnfinished } from '@/lib/senders/connection-store'
import { presentConnection } from '@/lib/senders/present-connection'

/** How far it has come. Throws `not_found`. */
export async function getConnection(ctx: Ctx, { id }: { id: string }): Promise<ConnectionObject> {
  requirePermission(ctx, 'senders.write')
  const uuid = fromTypeId('connection', id)
  const row = uuid && (await withTenant(ctx, (tx) => findConnection(tx, uuid)))
  if (!row) throw new AppError('not_found')
  return presentConnection(ctx, row)
}

/** The newest one that has begun and waits for something, or null. */
export async function findUnfinishedConnection(ctx: Ctx): Promise<ConnectionObject | null> {
  requirePermission(ctx, 'senders.write')
  const row = await withTenant(ctx, findUnfinished)
  return row && presentConnection(ctx, row)
}
