import type { TenantTx } from '@/db/tenant'
import { joinContacts } from '@/lib/contacts/join-contacts'
import { areOnePerson, isKnownAs } from '@/lib/contacts/person-rules'
import {
  type ContactRow,
  carrySuppressions,
  insertPerson,
  lockPeople,
  rekeyPerson,
  updateContact,
  updateSeen,
} from '@/lib/contacts/person-store'
import { type Person, personKeys, type SeenPerson } from '@/lib/contacts/schema'

/** The one contact of this person, made or joined of what there is. Only under the exclusive lock of identities. */
export async function resolvePerson(tx: TenantTx, seen: SeenPerson): Promise<string> {
  const contact = await resolveIdentity(tx, seen)
  if (contact) {
    await updateSeen(tx, contact.id, seen)
    return contact.id
  }
  const made = await insertPerson(tx, seen)
  if (!made) throw new Error('A contact was made without the lock of identities.')
  if (seen.phone !== null && seen.bsuid !== null) await rekeyPerson(tx, seen.phone, seen.bsuid)
  return made.id
}

/** The same of whoever is known already; null when nobody is. */
export async function resolveIdentity(tx: TenantTx, person: Person): Promise<ContactRow | null> {
  const contact = await unite(tx, await lockPeople(tx, person), person)
  if (!contact || isKnownAs(contact, person)) return contact
  return learnIdentity(tx, contact, person)
}

async function unite(tx: TenantTx, known: ContactRow[], { bsuid }: Person): Promise<ContactRow | null> {
  const [first, second] = known
  if (!first || !second) return first ?? null
  const [byBsuid, byPhone] = first.bsuid === bsuid ? [first, second] : [second, first]
  if (areOnePerson(byPhone, byBsuid)) return joinContacts(tx, first, second)
  await updateContact(tx, byBsuid.id, { bsuid: null })
  return byPhone
}

/** A number that WhatsApp gives to a known user id takes the place of the old one, and so does a user id. */
async function learnIdentity(tx: TenantTx, contact: ContactRow, person: Person): Promise<ContactRow | null> {
  const [phone, bsuid] = [person.phone ?? contact.phone, person.bsuid ?? contact.bsuid]
  const learned = await updateContact(tx, contact.id, { phone, bsuid })
  for (const key of personKeys(contact)) await carrySuppressions(tx, key, { phone, bsuid })
  if (phone !== null && bsuid !== null) await rekeyPerson(tx, phone, bsuid)
  return learned
}
