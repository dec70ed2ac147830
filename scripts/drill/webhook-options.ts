import { parseArgs } from 'node:util'
import { z } from 'zod'
import { policy } from '@/lib/core/policy'

export const { retrySeconds } = policy.webhooks

const OptionsSchema = z.object({
  /** Seconds after the last attempt in which nothing may come. */
  quiet: z.coerce.number().int().min(0).default(1_800),
})

export function readWebhookOptions() {
  const { values } = parseArgs({ options: { quiet: { type: 'string' } } })
  return OptionsSchema.parse(values)
}
