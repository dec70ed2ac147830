import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { checkAccount } from '@/lib/senders/check-account'
import { claimAsking } from '@/lib/senders/condition-store'
import { getSender } from '@/lib/senders/get'
import type { SenderObject } from '@/lib/senders/readiness-schema'
import { findSender } from '@/lib/senders/store'

/**
 * Asks Meta at once, and gives the number as it is then. Throws `rate_limited` within seconds of the time before,
 * `unavailable` when Meta does not answer, `state_conflict` for a number that is at no account of Meta's.
 */
export async function checkSenderNow(ctx: Ctx, { id }: { id: string }): Promise<SenderObject> {
  requirePerson(ctx, 'senders.read')
  const uuid = fromTypeId('sender', id)
  const sender = uuid && (await withTenant(ctx, (tx) => findSender(tx, uuid)))
  if (!sender) throw new AppError('not_found')
  const { accountId } = sender
  if (sender.mode === 'test' || accountId === null)
    throw new AppError('state_conflict', { detail: 'Meta knows nothing of this number.' })
  const { askedSeconds } = policy.senders.check
  if (!(await withTenant(ctx, (tx) => claimAsking(tx, accountId))))
    throw new AppError('rate_limited', {
      detail: `Meta was asked a moment ago. Ask again after ${askedSeconds} seconds.`,
      retryAfterSeconds: askedSeconds,
    })
  if (!(await checkAccount(ctx, accountId)))
    throw new AppError('unavailable', { detail: 'Meta did not say how the account is. Try again later.' })
  return getSender(ctx, { id })
}
