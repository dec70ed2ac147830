import { z } from 'zod'
import { modes } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { MessageObject } from '@/lib/messages/schema'

const Refusal = z
  .object({
    code: z.string().describe('What programs should look at.'),
    title: z.string().describe('What is the matter, in a sentence.'),
    status: z.int().describe('The status that it has as an answer of its own.'),
    detail: z.string().nullable().describe('More about this very case.'),
    errors: z
      .array(
        z.object({
          path: z.string().describe('Where it is.'),
          message: z.string().describe('What is wrong there.'),
          fix: z.string().optional().describe('What would be right.'),
        }),
      )
      .describe('Every fault at once.'),
    retryable: z.boolean().describe('Whether the same again may help.'),
  })
  .meta({ id: 'Refusal', description: 'Why a message was not accepted.' })
export type Refusal = z.infer<typeof Refusal>

export const categories = ['service', 'utility', 'marketing', 'authentication'] as const

export const DryRun = z
  .object({
    object: z.literal('message_dry_run').describe('What this is.'),
    mode: z.enum(modes).describe('`test` reaches no phone.'),
    to: z.string().nullable().describe('Who would get it, in E.164.'),
    recipient: z.string().nullable().describe("WhatsApp's business-scoped id of that person."),
    sender_id: z.string().nullable().describe('The number that it would go out from.'),
    type: z.string().describe('Which kind it is.'),
    would_send: z.boolean().describe('Whether it would be accepted.'),
    uses_fallback: z.boolean().describe('Whether the fallback template would go in its place.'),
    category: z.enum(categories).nullable().describe('The category that Meta would price it in.'),
    window: z
      .object({
        open: z.boolean().describe('Whether free-form messages may go out.'),
        expires_at: z.string().nullable().describe('Until when; null where nobody knows.'),
      })
      .nullable()
      .describe('The 24-hour window of this person with that number.'),
    suppression: z
      .object({
        scope: z.enum(['all', 'marketing']).describe('What the person does not want.'),
        reason: z.string().describe('How we know.'),
      })
      .nullable()
      .describe('What keeps it from this person; null when nothing does.'),
    template: z
      .object({
        name: z.string().describe("The template's name."),
        language: z.string().describe('Its language.'),
        category: z.string().nullable().describe('Its category at Meta.'),
        state: z.string().describe('`usable`, or why it is not.'),
      })
      .nullable()
      .describe('The template that would carry it.'),
    limits: z
      .object({
        messaging_limit: z.string().nullable().describe("Meta's own word for the limit of the account."),
        people_in_day: z.int().describe('How many people got templates in the last 24 hours.'),
        people_left: z.int().nullable().describe('How many more may; null where there is no limit.'),
        per_second: z.int().describe('What the number sends a second.'),
        waiting: z.int().describe('How many messages of the number wait to be sent.'),
      })
      .nullable()
      .describe('What is left of the limits.'),
    refusal: Refusal.nullable().describe('What it would be refused with.'),
  })
  .meta({ id: 'MessageDryRun', description: 'What would become of a message.' })
export type DryRun = z.infer<typeof DryRun>

export const SendMessageReply = z.union([MessageObject, DryRun])

export const SendBatchInput = z.strictObject({
  messages: z
    .array(z.unknown())
    .min(1)
    .max(policy.messages.batchMax)
    .describe('The messages, each as the body of POST /messages, without `dry_run`.'),
})

export const SendBatchReply = z.object({
  object: z.literal('message_batch').describe('What this is.'),
  mode: z.enum(modes).describe('`test` reaches no phone.'),
  accepted: z.int().describe('How many were accepted.'),
  refused: z.int().describe('How many were not.'),
  data: z
    .array(
      z.object({
        message: MessageObject.nullable().describe('The message, when it was accepted.'),
        refusal: Refusal.nullable().describe('Why it was not.'),
      }),
    )
    .describe('One row a message, in the order in which they were given.'),
})
