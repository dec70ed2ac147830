import { asSystem } from '@/db/tenant'
import type { SessionEnd } from '@/lib/auth/schema'
import { endSessionRow } from '@/lib/auth/session-system'

/** From the next request on it is no session any more. */
export async function endSession(id: string, reason: SessionEnd): Promise<void> {
  await asSystem((tx) => endSessionRow(tx, id, reason))
}
