import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { giveUp } from '@/lib/senders/advance-connection'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { findConnection } from '@/lib/senders/connection-store'
import { presentConnection } from '@/lib/senders/present-connection'

/** Ends it and forgets its token. What has ended stays as it is. Throws `not_found`. */
export async function cancelConnection(ctx: Ctx, { id }: { id: string }): Promise<ConnectionObject> {
  requirePerson(ctx, 'senders.write')
  const uuid = fromTypeId('connection', id)
  const find = async () => uuid && withTenant(ctx, (tx) => findConnection(tx, uuid))
  const row = await find()
  if (!row) throw new AppError('not_found')
  if (!row.endedAt) await giveUp(ctx, row, 'given_up', null, 'canceled')
  return presentConnection(ctx, (await find()) || row)
}
