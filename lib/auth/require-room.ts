import type { SystemTx } from '@/db/tenant'
import { type Counted, type Limit, secondsUntilRoom } from '@/lib/auth/limits-system'
import { AppError } from '@/lib/core/errors'

type Limits = { perEmail: number; perAddress: number; windowSeconds: number }

/**
 * Throws `too_many_attempts` when there has been enough for this address of mail, or from this network. Where no one
 * says who is asking, all who do would share one limit, and so there is none.
 */
export async function requireRoom(
  tx: SystemTx,
  { ofEmail, ofNetwork }: { ofEmail: Counted; ofNetwork: Counted | null },
  { perEmail, perAddress, windowSeconds }: Limits,
): Promise<void> {
  const limit = (most: number): Limit => ({ most, windowSeconds })
  const waits = [
    await secondsUntilRoom(tx, ofEmail, limit(perEmail)),
    ofNetwork ? await secondsUntilRoom(tx, ofNetwork, limit(perAddress)) : 0,
  ]
  const retryAfterSeconds = Math.max(...waits)
  if (retryAfterSeconds > 0) throw new AppError('too_many_attempts', { retryAfterSeconds })
}
