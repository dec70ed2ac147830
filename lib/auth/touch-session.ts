import { callAsSystem } from '@/db/tenant'
import type { LiveSession } from '@/lib/auth/schema'
import { policy } from '@/lib/core/policy'

/** Whether it is time again to write down that the session was seen. */
export function isDueToTouch({ seenSecondsAgo }: LiveSession): boolean {
  return seenSecondsAgo >= policy.sessions.seenSeconds
}

export async function touchSession({ id }: LiveSession): Promise<void> {
  await callAsSystem('touch_session', [id, policy.sessions.seenSeconds])
}
