import type { TenantTx } from '@/db/tenant'
import { findTemplate, type TemplateRow } from '@/lib/templates/usable-store'

export type UnusableReason = 'missing' | 'not_approved' | 'paused' | 'disabled' | 'rejected'

const reasons: Readonly<Record<string, UnusableReason>> = {
  PAUSED: 'paused',
  DISABLED: 'disabled',
  REJECTED: 'rejected',
}

/** The approved template of this name and language, or why it cannot be used. */
export async function findUsableTemplate(
  tx: TenantTx,
  wanted: { wabaId: string; name: string; language: string },
): Promise<{ row: TemplateRow | null; reason: UnusableReason | null }> {
  const row = await findTemplate(tx, wanted)
  if (!row) return { row, reason: 'missing' }
  return { row, reason: row.status === 'APPROVED' ? null : (reasons[row.status] ?? 'not_approved') }
}
