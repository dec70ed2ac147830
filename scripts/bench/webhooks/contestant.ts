import { z } from 'zod'

/** What delivers webhooks: ours, a peer, or the bare floor. Each runs in a process of its own. */
export interface Contestant {
  /** Puts so many jobs where it takes them from; in no figure. */
  prepare(count: number): Promise<void>
  /** Delivers all of them, and is done when the last one is recorded as done. */
  deliver(): Promise<void>
  /** One job at a time, and how many milliseconds each took from being written to its arrival. */
  oneByOne?(count: number): Promise<number[]>
}

/** What a contestant is told, and what it answers. */
export const Order = z.object({ do: z.enum(['prepare', 'deliver', 'oneByOne']), count: z.number() })
export type Order = z.infer<typeof Order>

export const Report = z.object({
  seconds: z.number(),
  milliseconds: z.array(z.number()),
  failure: z.string().optional(),
})
export type Report = z.infer<typeof Report>

/** How many deliveries are under way at once; ours keeps its own count of them. */
export const atOnce = 50

/** Where the contestant's jobs are posted to. */
export const sinkUrl = process.env.SINK_URL ?? ''
