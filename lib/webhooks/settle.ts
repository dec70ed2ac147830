import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'
import type { AttemptError } from '@/lib/webhooks/delivery-schema'

/** What became of an attempt. */
export type Result = {
  tenant: string
  endpoint: string
  delivery: string
  /** The id of its row. */
  attempt: string
  number: number
  /** By `performance.now()`. */
  endedAt: number
  milliseconds: number
  statusCode: number | null
  error: AttemptError | null
  delivered: boolean
  gone: boolean
  /** It is to be sent less at once, down to so many; null is no reason to. */
  narrow: number | null
  /** Seconds until the next attempt; null is none. */
  delay: number | null
  requestHeaders: Record<string, string>
  responseHeaders: Record<string, string>
  responseBody: string
}

const Settled = z.tuple([z.object({ settle_deliveries: z.int() })])

/** Writes what became of attempts, and gives of how many: those that were taken for interrupted change nothing. */
export async function settle(results: Result[]): Promise<number> {
  const now = performance.now()
  const rows = results.map(({ endedAt, ...result }) => ({ ...result, ago: now - endedAt }))
  const { perEndpoint } = policy.webhooks.concurrent
  const [answer] = Settled.parse(await callAsSystem('settle_deliveries', [JSON.stringify(rows), perEndpoint]))
  return answer.settle_deliveries
}
