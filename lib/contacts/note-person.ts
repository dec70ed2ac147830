import type { TenantTx } from '@/db/tenant'
import { isKnownAs } from '@/lib/contacts/person-rules'
import { lockIdentities, selectPeople, updateSeen } from '@/lib/contacts/person-store'
import { resolvePerson } from '@/lib/contacts/resolve-person'
import type { SeenPerson } from '@/lib/contacts/schema'

/**
 * Somebody wrote to the tenant: the UUID of their contact, which is made when there is none. A message that carries
 * both a number and a user id makes one contact of the two that were known by one of them each: the older id stays,
 * and messages and conversations follow it. Safe for two deliveries at once, and for the same one twice. One person to
 * a transaction: two transactions that note the same two in different order would wait for each other.
 */
export async function notePerson(tx: TenantTx, seen: SeenPerson): Promise<string> {
  const known = await selectPeople(tx, seen)
  const [only] = known
  if (only && known.length === 1 && isKnownAs(only, seen) && (await updateSeen(tx, only.id, seen)))
    return only.id
  await lockIdentities(tx, 'exclusive')
  return resolvePerson(tx, seen)
}
