import type { Ctx } from '@/lib/core/context'

const fields = [
  'phone_number_quality_update',
  'phone_number_name_update',
  'security',
  'business_username_updates',
]

type Change = { field: string; value: unknown; at: Date; wabaId: string }

/** What Meta tells of a number of the tenant: whether it was understood. */
export async function applyNumberChange(_ctx: Ctx, { field, value }: Change): Promise<boolean> {
  return fields.includes(field) && typeof value === 'object' && value !== null
}
