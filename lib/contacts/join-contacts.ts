import type { TenantTx } from '@/db/tenant'
import { uniteFacts } from '@/lib/contacts/person-rules'
import { type ContactRow, deleteContactRow, rekeyPerson, updateContact } from '@/lib/contacts/person-store'
import { factsOf } from '@/lib/contacts/present'

/**
 * Makes one contact of two: the first one stays, with what both knew. The second one's number is forgotten where the
 * first has its own. Only under the exclusive lock of identities.
 */
export async function joinContacts(tx: TenantTx, kept: ContactRow, gone: ContactRow): Promise<ContactRow> {
  await deleteContactRow(tx, gone.id, kept.id)
  const phone = kept.phone ?? gone.phone
  const bsuid = kept.bsuid ?? gone.bsuid
  const joined = await updateContact(tx, kept.id, {
    ...uniteFacts(factsOf(kept), factsOf(gone)),
    phone,
    bsuid,
  })
  if (!joined) throw new Error('A contact that is held cannot go away.')
  if (phone !== null && bsuid !== null) await rekeyPerson(tx, phone, bsuid)
  return joined
}
