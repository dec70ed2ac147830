import type { TenantTx } from '@/db/tenant'
import { normaliseLanguage } from '@/lib/templates/language-schema'
import { selectLanguages, type TemplateRow } from '@/lib/templates/store'

export type Unusable = 'missing' | 'not_approved' | 'paused' | 'disabled' | 'rejected'
export type UsableTemplate =
  | { row: TemplateRow; reason: null }
  /** `row` is what there is of it, when there is something. */
  | { row: TemplateRow | null; reason: Unusable }

const reasons: Record<string, Unusable> = { PAUSED: 'paused', DISABLED: 'disabled', REJECTED: 'rejected' }

/** The approved template of that name and language, for its parameters to be checked, or why it cannot be sent. */
export async function findUsableTemplate(
  tx: TenantTx,
  { wabaId, name, language }: { wabaId: string; name: string; language: string },
): Promise<UsableTemplate> {
  const normal = normaliseLanguage(language)
  const row = (await selectLanguages(tx, wabaId, [name])).find((one) => one.language === normal)
  if (!row) return { row: null, reason: 'missing' }
  if (row.status === 'APPROVED') return { row, reason: null }
  return { row, reason: reasons[row.status] ?? 'not_approved' }
}
