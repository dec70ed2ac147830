import { withTenant } from '@/db/tenant'
import { findContact } from '@/lib/contacts/contact-store'
import { presentContact, showContact } from '@/lib/contacts/present'
import type { ContactObject } from '@/lib/contacts/schema'
import { selectSuppressionsOf } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'

/** Throws `not_found`. */
export async function getContact(ctx: Ctx, { id }: { id: string }): Promise<ContactObject> {
  requirePermission(ctx, 'contacts.read')
  const uuid = fromTypeId('contact', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    const row = await findContact(tx, uuid)
    if (!row) throw new AppError('not_found')
    return showContact(ctx, presentContact(row, await selectSuppressionsOf(tx, row)))
  })
}
