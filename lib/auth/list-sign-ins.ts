import { asSystem } from '@/db/tenant'
import { describeBrowser } from '@/lib/auth/device-rules'
import { findPlace } from '@/lib/auth/find-place'
import type { SignInView } from '@/lib/auth/schema'
import { selectSignIns } from '@/lib/auth/session-system'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'

/** Who has tried to come in as this person of late, themselves included, the latest first. */
export async function listSignIns(userId: string): Promise<SignInView[]> {
  const rows = await asSystem((tx) => selectSignIns(tx, userId, policy.sessions.history))
  return Promise.all(
    rows.map(async ({ id, address, userAgent, outcome, createdAt }) => ({
      id,
      at: toTimestamp(createdAt),
      outcome,
      browser: describeBrowser(userAgent),
      place: await findPlace(address),
    })),
  )
}
