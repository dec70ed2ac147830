import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'

/** The sender's UUID, or null for the primary one. A key that is bound to a sender can name no other. */
export function chosenSender(
  { actor }: Ctx,
  { from, wabaId }: { from?: string; wabaId?: string },
): string | null {
  const named = from ?? wabaId
  const id = named === undefined ? null : fromTypeId('sender', named)
  const bound = actor.type === 'api_key' ? actor.senderId : null
  if (named !== undefined && (id === null || (bound !== null && id !== bound)))
    throw new AppError('no_sender')
  return id ?? bound
}
