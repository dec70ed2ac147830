import type { Ctx } from '@/lib/core/context'

const fields = [
  'message_template_status_update',
  'message_template_quality_update',
  'message_template_components_update',
  'template_category_update',
]

type Change = { field: string; value: unknown; at: Date; wabaId: string }

/** What Meta tells of a template of the tenant: whether it was understood. */
export async function applyTemplateChange(_ctx: Ctx, { field, value }: Change): Promise<boolean> {
  return fields.includes(field) && typeof value === 'object' && value !== null
}
