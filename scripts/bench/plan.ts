import { z } from 'zod'

/** What the load generator is told to do. */
export const LoadPlan = z.object({
  url: z.string(),
  method: z.enum(['GET', 'POST']),
  connections: z.number(),
  /** It ends after so many seconds, or after so many requests. */
  seconds: z.number().optional(),
  amount: z.number().optional(),
  /** Started a second, at most: servers of different speed are then under the same load. */
  perSecond: z.number().optional(),
  /** Taken in turn. */
  keys: z.array(z.string()),
  /** `{phone}` becomes a number never used before, `{id}` the next of `ids`. */
  body: z.string(),
  ids: z.array(z.string()).default([]),
  status: z.number(),
  /** Answer the ids of the OTPs that were made, in the order of the keys that made them. */
  collect: z.boolean().default(false),
})
export type LoadPlan = z.input<typeof LoadPlan>

export const LoadResult = z.object({
  requests: z.number(),
  seconds: z.number(),
  startedAt: z.number(),
  /** Milliseconds. */
  p50: z.number(),
  p99: z.number(),
  /** The generator's own, in microseconds. */
  cpu: z.number(),
  /** Answers other than the expected one, and one of them. */
  wrong: z.number(),
  example: z.string(),
  ids: z.array(z.string()),
})
export type LoadResult = z.infer<typeof LoadResult>

/** A load that could not be run at all. */
export const LoadFailure = z.object({ failure: z.string() })
