import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import type { Admission, Admit, Times } from '@/lib/requests/admission'

const Answer = z.array(
  z.object({
    subject: z.string(),
    granted: z.int(),
    used: z.int(),
    oldest_milliseconds: z.int(),
    retry_milliseconds: z.int(),
  }),
)

type Waiting = { resolve: (admission: Admission) => void; reject: (error: unknown) => void }
type Asked = { limit: number; waiting: Waiting[] }

/** More than one, so that a subject whose lock is held elsewhere does not hold up everyone. */
const callsAtOnce = 4

/**
 * The exact log in Postgres: one round trip, in which everyone who asks while the calls before are under way goes
 * together.
 */
export function makeAdmitInPostgres({ windowMilliseconds }: Pick<Times, 'windowMilliseconds'>): Admit {
  let next = new Map<string, Asked>()
  let calls = 0

  async function askTogether(): Promise<void> {
    if (calls >= callsAtOnce || next.size === 0) return
    const batch = next
    next = new Map()
    calls++
    try {
      const asked = [...batch.values()]
      const rows = await callAsSystem('rate_admit', [
        [...batch.keys()],
        asked.map(({ limit }) => limit),
        asked.map(({ waiting }) => waiting.length),
        windowMilliseconds,
      ])
      for (const { subject, granted, used, ...milliseconds } of Answer.parse(rows)) {
        const { limit = 0, waiting = [] } = batch.get(subject) ?? {}
        for (const [index, { resolve }] of waiting.entries()) {
          const isAdmitted = index < granted
          const left = isAdmitted ? Math.max(limit - used + granted - index - 1, 0) : 0
          const { oldest_milliseconds, retry_milliseconds } = milliseconds
          resolve({
            isAdmitted,
            limit,
            left,
            resetMilliseconds: isAdmitted ? oldest_milliseconds : retry_milliseconds,
          })
        }
      }
    } catch (error) {
      for (const { waiting } of batch.values()) for (const { reject } of waiting) reject(error)
    } finally {
      calls--
      void askTogether()
    }
  }

  return (subject, limit) =>
    new Promise((resolve, reject) => {
      const asked = next.get(subject)
      if (asked) {
        // A plan that changes between two requests counts for both as it is now.
        asked.limit = limit
        asked.waiting.push({ resolve, reject })
        return
      }
      next.set(subject, { limit, waiting: [{ resolve, reject }] })
      if (next.size === 1) queueMicrotask(() => void askTogether())
    })
}
