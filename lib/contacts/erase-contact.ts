import type { TenantTx } from '@/db/tenant'
import { deleteContactRow } from '@/lib/contacts/person-store'

/**
 * Forgets a contact, by UUID: whether there was one. Its messages stay, as nobody's; its opt-outs stay too, for the
 * person still wants no messages.
 */
export function eraseContact(tx: TenantTx, id: string): Promise<boolean> {
  return deleteContactRow(tx, id, null)
}
