import { asSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import { deleteIdleWindows } from '@/lib/requests/system'

const { windowSeconds, marginSeconds } = policy.api.rateLimit

/** Forgets who called when, once it no longer decides anything; answers for how many. */
export function forgetIdleWindows(): Promise<number> {
  return asSystem((tx) => deleteIdleWindows(tx, 2 * (windowSeconds + marginSeconds)))
}
