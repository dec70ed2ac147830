import { withTenant } from '@/db/tenant'
import { eraseContact } from '@/lib/contacts/erase-contact'
import { recordAct } from '@/lib/contacts/record-act'
import type { DeletedContact } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'

/** Throws `not_found`. An opt-out outlives the contact. */
export async function deleteContact(ctx: Ctx, { id }: { id: string }): Promise<DeletedContact> {
  requirePermission(ctx, 'contacts.write')
  const uuid = fromTypeId('contact', id)
  if (!uuid) throw new AppError('not_found')
  await withTenant(ctx, async (tx) => {
    if (!(await eraseContact(tx, uuid))) throw new AppError('not_found')
    await recordAct(ctx, tx, { action: 'contact.deleted', target: { type: 'contact', id } })
  })
  return { object: 'contact', id, deleted: true }
}
