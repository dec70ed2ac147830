import type { TenantTx } from '@/db/tenant'
import { selectSuppressions } from '@/lib/contacts/person-store'
import type { Person } from '@/lib/contacts/schema'
import { canonicalPhone } from '@/lib/core/phone'

/**
 * Whether this person wants no messages of this kind. `all` stops everything; `marketing` stops marketing templates
 * alone. One-time passwords are asked for by the person and are not held back by either.
 */
export async function findSuppression(
  tx: TenantTx,
  { phone, bsuid }: Person,
  kind: 'marketing' | 'other',
): Promise<{ scope: 'all' | 'marketing'; reason: string } | null> {
  const people = [phone === null ? [] : canonicalPhone(phone), bsuid ?? []].flat()
  const rows = await selectSuppressions(tx, people)
  return rows.find(({ scope }) => scope === 'all' || kind === 'marketing') ?? null
}
