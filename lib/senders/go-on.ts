import { type TenantTx, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { advanceConnection } from '@/lib/senders/advance-connection'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import {
  type ConnectionChange,
  type ConnectionRow,
  leaseConnection,
  lockConnection,
} from '@/lib/senders/connection-store'
import { presentConnection } from '@/lib/senders/present-connection'

/** What somebody has done about it, or why it does not fit: one sentence. */
type Answer = { change: ConnectionChange } | { refusal: string }

/**
 * Goes on with a connection that waited for somebody, behind the answer. Throws `not_found`, and `state_conflict` when
 * what they did is not what it waits for.
 */
export async function goOn(
  ctx: Ctx,
  id: string,
  decide: (row: ConnectionRow, tx: TenantTx) => Answer | Promise<Answer>,
): Promise<ConnectionObject> {
  requirePerson(ctx, 'senders.write')
  const uuid = fromTypeId('connection', id)
  const row =
    uuid &&
    (await withTenant(ctx, async (tx) => {
      const found = await lockConnection(tx, uuid)
      if (!found) return null
      const answer = await decide(found, tx)
      if ('refusal' in answer) throw new AppError('state_conflict', { detail: answer.refusal })
      return leaseConnection(tx, uuid, { ...answer.change, status: 'running', outcome: null, tries: 0 })
    }))
  if (!row) throw new AppError('not_found')
  ctx.defer(() => advanceConnection(ctx, row))
  return presentConnection(ctx, row)
}
