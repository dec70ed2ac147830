import { asSystem } from '@/db/tenant'
import type { LiveSession } from '@/lib/auth/schema'
import { findLiveSession } from '@/lib/auth/session-system'

/** The session of that id while it lasts, or null. Asked with every request: a session ends at once. */
export function findSession(id: string): Promise<LiveSession | null> {
  return asSystem((tx) => findLiveSession(tx, id))
}
