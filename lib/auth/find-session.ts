import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import type { LiveSession } from '@/lib/auth/schema'

const SessionRow = z.object({
  id: z.string(),
  user_id: z.string(),
  email: z.string(),
  is_operator: z.boolean(),
  authenticated_ms: z.number(),
  second_factor_ms: z.number().nullable(),
  created_ms: z.number(),
  seen_seconds_ago: z.number(),
})

/** The session of that id while it lasts, or null. Asked with every request: a session ends at once. */
export async function findSession(id: string): Promise<LiveSession | null> {
  const [found] = await callAsSystem('find_session', [id])
  if (!found) return null
  const row = SessionRow.parse(found)
  return {
    id: row.id,
    user: { id: row.user_id, email: row.email, isOperator: row.is_operator },
    authenticatedAt: new Date(row.authenticated_ms),
    secondFactorAt: row.second_factor_ms === null ? null : new Date(row.second_factor_ms),
    createdAt: new Date(row.created_ms),
    seenSecondsAgo: row.seen_seconds_ago,
  }
}
