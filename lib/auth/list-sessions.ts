import { asSystem } from '@/db/tenant'
import { describeBrowser } from '@/lib/auth/device-rules'
import { findPlace } from '@/lib/auth/find-place'
import type { SessionView } from '@/lib/auth/schema'
import { selectSessions } from '@/lib/auth/session-system'
import { toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'

/** Every browser that a person is signed in at; the one that asks comes first. */
export async function listSessions(userId: string, currentId: string): Promise<SessionView[]> {
  const rows = await asSystem((tx) => selectSessions(tx, userId))
  const views = await Promise.all(
    rows.map(async ({ id, address, userAgent, createdAt, lastSeenAt }) => ({
      id: toTypeId('session', id),
      browser: describeBrowser(userAgent),
      place: await findPlace(address),
      created_at: toTimestamp(createdAt),
      last_seen_at: toTimestamp(lastSeenAt),
      is_current: id === currentId,
    })),
  )
  return [...views.filter((view) => view.is_current), ...views.filter((view) => !view.is_current)]
}
