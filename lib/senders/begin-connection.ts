import { randomBytes } from 'node:crypto'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { sha256Hex } from '@/lib/core/crypto'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import type { BegunConnection } from '@/lib/senders/connection-schema'
import { insertConnection } from '@/lib/senders/connection-store'
import { findSender } from '@/lib/senders/store'

/**
 * Makes room for what Meta's dialog will say, and the state that proves that it was said to whoever began. The state
 * works once and is seen here alone. Throws `step_up_required`, `state_conflict` in test mode, and `not_found` for a
 * sender that is not there.
 */
export async function beginConnection(
  ctx: Ctx,
  { senderId = null }: { senderId?: string | null },
): Promise<BegunConnection> {
  const person = requirePerson(ctx, 'senders.write')
  requireStepUp(ctx)
  requireLive(ctx)
  const renewed = senderId === null ? null : fromTypeId('sender', senderId)
  const state = randomBytes(32).toString('base64url')
  const id = newUuid()
  await withTenant(ctx, async (tx) => {
    if (senderId !== null && !(renewed && (await findSender(tx, renewed)))) throw new AppError('not_found')
    await insertConnection(tx, {
      id,
      userId: person.id,
      stateHash: sha256Hex(state),
      senderId: renewed,
    })
  })
  return { id: toTypeId('connection', id), state }
}

function requireLive({ mode }: Ctx): void {
  if (mode === 'live') return
  throw new AppError('state_conflict', {
    detail:
      'Test mode has its number already, and nothing of it reaches Meta. Numbers are connected in live mode.',
  })
}
