import type { Ctx } from '@/lib/core/context'

const fields = ['account_update', 'account_alerts', 'account_review_update', 'business_capability_update']

type Change = { field: string; value: unknown; at: Date; wabaId: string }

/** What Meta tells of an account of the tenant: whether it was understood. */
export async function applyAccountChange(_ctx: Ctx, { field, value }: Change): Promise<boolean> {
  return fields.includes(field) && typeof value === 'object' && value !== null
}
