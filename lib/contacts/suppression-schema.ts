import { z } from 'zod'
import { hasNoControls, OptOutObject, suppressionReasons, suppressionScopes } from '@/lib/contacts/schema'
import { modes } from '@/lib/core/context'
import { ListQuery, listOf } from '@/lib/core/lists'
import { policy } from '@/lib/core/policy'

export const SuppressionObject = z
  .object({
    object: z.literal('suppression'),
    phone: z.string().nullable().describe('In E.164; null for somebody whom WhatsApp names by an id alone.'),
    recipient: z
      .string()
      .nullable()
      .describe("WhatsApp's business-scoped id of the person, where it is known."),
    ...OptOutObject.omit({ created_at: true }).shape,
    mode: z.enum(modes),
    created_at: z.string(),
  })
  .meta({ id: 'Suppression', description: 'Somebody who wants no messages. It outlives the contact.' })
export type SuppressionObject = z.infer<typeof SuppressionObject>

export const SuppressionList = listOf(SuppressionObject)
export type SuppressionList = z.infer<typeof SuppressionList>

const Scope = z.enum(suppressionScopes)

export const ListSuppressionsQuery = ListQuery.extend({
  reason: z.enum(suppressionReasons).optional().describe('Only those that came about like this.'),
  scope: Scope.optional().describe('Only those that hold back this much.'),
})

export const SetSuppressionInput = z.strictObject({
  scope: Scope.default('all').describe('Whether to hold back all messages, or marketing alone.'),
  note: z
    .string()
    .max(policy.contacts.noteLength)
    .refine(hasNoControls, 'Must not hold control characters.')
    .optional()
    .describe('Why, for whoever asks later.'),
})

export const RemoveSuppressionQuery = z.strictObject({
  scope: Scope.optional().describe('Only this one; unset, whatever holds messages back.'),
})

export const RemovedSuppression = z.object({
  object: z.literal('suppression'),
  phone: z.string().nullable().describe('In E.164.'),
  recipient: z.string().nullable().describe("WhatsApp's business-scoped id of the person."),
  deleted: z.literal(true).describe('It is gone.'),
})
export type RemovedSuppression = z.infer<typeof RemovedSuppression>

/** What the dashboard's form says: the number, and as much as is said of one in the path. */
export const AddSuppressionInput = SetSuppressionInput.extend({ person: z.string().min(1).max(200) })
export const DropSuppressionInput = RemoveSuppressionQuery.extend({ person: z.string().min(1).max(200) })
