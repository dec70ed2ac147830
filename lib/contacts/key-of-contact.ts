import type { TenantTx } from '@/db/tenant'
import { findContact } from '@/lib/contacts/contact-store'
import { type Person, personKey } from '@/lib/contacts/schema'

/** The key of whoever a contact is: by their number, once it is known. Without such a contact, that of `otherwise`. */
export async function keyOfContact(
  tx: TenantTx,
  contactId: string | null,
  otherwise: Person,
): Promise<string> {
  const row = contactId === null ? null : await findContact(tx, contactId)
  return personKey(row && (row.phone !== null || row.bsuid !== null) ? row : otherwise)
}
