import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { policy } from '@/lib/core/policy'
import { admit } from '@/lib/requests/admit'

/**
 * A person who presses a button again and again makes us post to an address that may be somebody else's. Keys are
 * held to their tenant's rate already. Throws `rate_limited`.
 */
export async function limitTrials({ actor }: Ctx): Promise<void> {
  if (actor.type !== 'user') return
  const { trialsPerMinute } = policy.webhooks
  const { isAdmitted, resetMilliseconds } = await admit(`webhook-trial:${actor.id}`, trialsPerMinute)
  if (isAdmitted) return
  throw new AppError('rate_limited', {
    detail: `At most ${trialsPerMinute} test events a minute.`,
    retryAfterSeconds: Math.max(1, Math.ceil(resetMilliseconds / 1_000)),
  })
}
