import { z } from 'zod'

/** JSON integers of Meta's; one that JavaScript cannot hold is told apart by its name instead. */
const MetaId = z
  .union([z.string(), z.number()])
  .optional()
  .transform((id) => (typeof id === 'number' && !Number.isSafeInteger(id) ? undefined : id?.toString()))
  .catch(undefined)

const subject = {
  message_template_id: MetaId,
  message_template_name: z.string().min(1).max(512),
  message_template_language: z.string().min(2).max(16),
}
const text = z.string().max(8_000).nullish().catch(null)

export const StatusChange = z.object({
  ...subject,
  event: z.string().min(1).max(64),
  reason: text,
  message_template_category: text,
  rejection_info: z.object({ reason: text, recommendation: text }).optional().catch(undefined),
  other_info: z.object({ title: text, description: text }).optional().catch(undefined),
  disable_info: z
    .object({ disable_date: z.union([z.string(), z.number()]).nullish() })
    .optional()
    .catch(undefined),
})
export type StatusChange = z.infer<typeof StatusChange>

export const QualityChange = z.object({ ...subject, new_quality_score: z.string().min(1).max(64) })

export const ComponentsChange = z.object({
  ...subject,
  message_template_element: text,
  message_template_title: text,
  message_template_footer: text,
})
export type ComponentsChange = z.infer<typeof ComponentsChange>

export const CategoryChange = z.object({
  ...subject,
  new_category: text,
  previous_category: text,
  correct_category: text,
  category_update_timestamp: z.union([z.number(), z.string()]).nullish().catch(null),
})
export type CategoryChange = z.infer<typeof CategoryChange>

export const templateFields = [
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
] as const
export type TemplateField = (typeof templateFields)[number]
