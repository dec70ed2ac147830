import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { MessageObject } from '@/lib/messages/schema'

const Refusal = z.object({
  code: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().nullable(),
  errors: z.array(z.object({ path: z.string(), message: z.string(), fix: z.string().optional() })),
  retryable: z.boolean(),
})
export type Refusal = z.infer<typeof Refusal>

export const DryRun = z.object({
  object: z.literal('message_dry_run'),
  mode: z.enum(modes),
  to: z.string().nullable(),
  recipient: z.string().nullable(),
  sender_id: z.string().nullable(),
  type: z.string(),
  would_send: z.boolean(),
  uses_fallback: z.boolean(),
  category: z.enum(['service', 'utility', 'marketing', 'authentication']).nullable(),
  window: z.object({ open: z.boolean(), closes_at: z.string().nullable() }).nullable(),
  suppression: z.object({ scope: z.enum(['all', 'marketing']), reason: z.string() }).nullable(),
  template: z
    .object({
      name: z.string(),
      language: z.string(),
      category: z.string().nullable(),
      state: z.string(),
    })
    .nullable(),
  limits: z
    .object({
      messaging_limit: z.string().nullable(),
      people_in_day: z.int(),
      people_left: z.int().nullable(),
      per_second: z.int(),
      waiting: z.int(),
    })
    .nullable(),
  refusal: Refusal.nullable(),
})
export type DryRun = z.infer<typeof DryRun>

export const SendMessageReply = z.union([MessageObject, DryRun])
