import { z } from 'zod'
import { modes } from '@/lib/core/context'

import { ListQuery, listOf } from '@/lib/core/lists'

export const checkNames = [
  'token',
  'subscription',
  'registration',
  'display_name',
  'business_verification',
  'messaging_limit',
  'template',
  'payment',
  'restrictions',
] as const
export const checkStates = ['ok', 'waiting', 'action_needed', 'blocked', 'unknown'] as const
export const checkActors = ['you', 'meta', 'hawk_send'] as const

export const ReadinessCheck = z.object({
  check: z.enum(checkNames).describe('What has to hold.'),
  state: z
    .enum(checkStates)
    .describe(
      '`ok`; `waiting` for whoever acts; `action_needed` by you; `blocked` when it stops sends altogether; `unknown` when Meta has not said.',
    ),
  actor: z.enum(checkActors).describe('Who acts next.'),
  fix: z.string().describe('What to do, or what is going on, in words.'),
  blocks_otps: z.boolean().describe('Whether no OTP can go out for it.'),
  meanwhile: z.string().nullable().describe('What works all the same; null when it is in order.'),
  link: z.url().nullable().describe('Where at Meta to do it; null when it is not done there.'),
})
export type ReadinessCheck = z.infer<typeof ReadinessCheck>

export const SenderObject = z.object({
  object: z.literal('sender'),
  id: z.string().describe("The sender's id, `snd_…`. Opaque."),
  mode: z.enum(modes),
  display_name: z.string().describe('The name that people see, as Meta has it.'),
  phone: z.string().describe('The number that people see, in E.164.'),
  username: z.string().nullable().describe('Its WhatsApp user name; null where it has none.'),
  status: z.enum(['pending', 'connected', 'disconnected']).describe('Whether it is connected to us.'),
  disconnect_reason: z.string().nullable().describe('Why it was disconnected, in a word.'),
  is_primary: z.boolean().describe('Whether what names no sender goes out from it.'),
  waba_id: z.string().describe('The WhatsApp Business Account that it belongs to.'),
  number_status: z.string().nullable().describe("Meta's word for the state of the number."),
  name_status: z.string().nullable().describe("Meta's word for the state of the display name."),
  quality: z
    .enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN'])
    .nullable()
    .describe("Meta's rating of the last seven days; null where Meta has not said one."),
  messaging_limit: z
    .object({
      tier: z.string().describe("Meta's word for it."),
      people_per_day: z.int().nullable().describe('Null without a limit, or where the word names no number.'),
    })
    .nullable()
    .describe(
      'How many people may be written to in 24 hours outside their windows, over all numbers of the business; null where Meta has not said.',
    ),
  can_send_otp: z.boolean().describe('Whether all that an OTP needs holds.'),
  readiness: z.array(ReadinessCheck).describe('What has to hold before OTPs can go out, one by one.'),
  checked_at: z.string().nullable().describe('When Meta was last asked.'),
  connected_at: z.string().nullable().describe('When it was last connected.'),
  created_at: z.string(),
})
export type SenderObject = z.infer<typeof SenderObject>

export const ListSendersQuery = ListQuery
export const SenderList = listOf(SenderObject)
export type SenderList = z.infer<typeof SenderList>

/** What a change is compared with, so that it is told of once. */
export const KeptReadiness = z.object({ can_send_otp: z.boolean() }).nullable().catch(null)

/** What of an event about a number its page shows. */
export const ChangedFields = SenderObject.pick({
  quality: true,
  messaging_limit: true,
  disconnect_reason: true,
})
  .partial()
  .catch({})
export type ChangedFields = z.infer<typeof ChangedFields>
