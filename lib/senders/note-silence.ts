import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { findConnection, noteSilence } from '@/lib/senders/connection-store'
import { presentConnection } from '@/lib/senders/present-connection'

/** Nothing has been heard of the dialog for a minute. What it says later still counts. Throws `not_found`. */
export async function noteDialogSilence(ctx: Ctx, { id }: { id: string }): Promise<ConnectionObject> {
  requirePerson(ctx, 'senders.write')
  const uuid = fromTypeId('connection', id)
  const row =
    uuid &&
    (await withTenant(ctx, async (tx) => {
      await noteSilence(tx, uuid)
      return findConnection(tx, uuid)
    }))
  if (!row) throw new AppError('not_found')
  return presentConnection(ctx, row)
}
