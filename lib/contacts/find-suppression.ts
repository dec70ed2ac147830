import type { TenantTx } from '@/db/tenant'
import type { Person } from '@/lib/contacts/schema'
import { selectSuppressionsOf } from '@/lib/contacts/suppression-store'

/**
 * Whether this person wants no messages of this kind. `all` stops everything; `marketing` stops marketing templates
 * alone. One-time passwords are asked for by the person and are not held back by either. Somebody who stopped under
 * the number is found by the user id too, and the other way round, as far as a contact knows both.
 */
export async function findSuppression(
  tx: TenantTx,
  person: Person,
  kind: 'marketing' | 'other',
): Promise<{ scope: 'all' | 'marketing'; reason: string } | null> {
  const rows = await selectSuppressionsOf(tx, person)
  return rows.find(({ scope }) => scope === 'all' || kind === 'marketing') ?? null
}
