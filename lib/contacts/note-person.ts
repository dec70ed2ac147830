import type { TenantTx } from '@/db/tenant'
import { insertPerson, selectPeople, updateSeen } from '@/lib/contacts/person-store'
import type { SeenPerson } from '@/lib/contacts/schema'

/**
 * Somebody wrote to the tenant: the UUID of their contact, which is made when there is none. Safe for two deliveries
 * at once, and for the same one twice.
 */
export async function notePerson(tx: TenantTx, seen: SeenPerson): Promise<string> {
  for (;;) {
    const known = await selectPeople(tx, seen)
    const best = known.find(({ bsuid }) => bsuid !== null && bsuid === seen.bsuid) ?? known[0]
    if (best) {
      if (known.length === 1) await updateSeen(tx, best, seen)
      return best.id
    }
    const made = await insertPerson(tx, seen)
    if (made) return made.id
  }
}
