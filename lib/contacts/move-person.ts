import type { TenantTx } from '@/db/tenant'
import { movePhone, selectPeople } from '@/lib/contacts/person-store'

/**
 * A person has another number now. Their contact takes it, unless a contact has it already; then both stay, for a
 * person to look at. The UUID of the contact, or null when neither number is known.
 */
export async function movePerson(
  tx: TenantTx,
  { from, to }: { from: string; to: string },
): Promise<string | null> {
  const [there] = await selectPeople(tx, { phone: to, bsuid: null })
  if (there) return there.id
  const [contact] = await selectPeople(tx, { phone: from, bsuid: null })
  if (contact) await movePhone(tx, contact.id, to)
  return contact?.id ?? null
}
