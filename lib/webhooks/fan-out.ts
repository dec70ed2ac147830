import { z } from 'zod'
import { callAsSystem } from '@/db/tenant'
import { policy } from '@/lib/core/policy'

const Placed = z.tuple([z.object({ placed: z.int(), queued: z.int() })])

/**
 * Puts the oldest events that nobody has seen to into the queues of the endpoints that want them. Gives how many were
 * placed and how many deliveries came of it. Any number of processes may do so at once.
 */
export async function fanOut(): Promise<{ placed: number; queued: number }> {
  const { fanOut: events, deliveries } = policy.webhooks.batch
  const [answer] = Placed.parse(await callAsSystem('fan_out_events', [events, deliveries]))
  return answer
}
