import { withTenant } from '@/db/tenant'
import { personInPath } from '@/lib/contacts/person-in-path'
import { presentSuppression, showSuppression } from '@/lib/contacts/present'
import type { SuppressionObject } from '@/lib/contacts/suppression-schema'
import { selectSuppressionsOf } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { requirePermission } from '@/lib/core/permissions'

/**
 * What holds messages to this person back: where there are two, the one that stops everything. Throws `not_found` for
 * whoever may be written to, and `recipient_invalid`.
 */
export async function getSuppression(ctx: Ctx, { phone }: { phone: string }): Promise<SuppressionObject> {
  requirePermission(ctx, 'contacts.read')
  const person = personInPath(phone)
  const [row] = await withTenant(ctx, (tx) => selectSuppressionsOf(tx, person))
  if (!row) throw new AppError('not_found')
  return showSuppression(ctx, presentSuppression(row))
}
