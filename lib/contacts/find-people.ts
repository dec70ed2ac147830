import type { TenantTx } from '@/db/tenant'
import { selectKnown } from '@/lib/contacts/people-store'
import type { Person } from '@/lib/contacts/schema'
import { canonicalPhone } from '@/lib/core/phone'

/** Somebody as they were named, with all that their contact knows of them. */
export type KnownPerson = Person & { contactId: string | null }

/** In the order in which they were asked for, in one query; a person without a contact is as they were named. */
export async function findPeople(tx: TenantTx, people: Person[]): Promise<KnownPerson[]> {
  if (people.length === 0) return []
  const phones = people.flatMap(({ phone }) => (phone === null ? [] : [canonicalPhone(phone)]))
  const userIds = people.flatMap(({ bsuid }) => bsuid ?? [])
  const known = await selectKnown(tx, phones, userIds)
  const byPhone = new Map(known.map((contact) => [contact.canonicalPhone, contact]))
  const byUserId = new Map(known.map((contact) => [contact.bsuid, contact]))
  return people.map(({ phone, bsuid }) => {
    const contact = phone === null ? byUserId.get(bsuid) : byPhone.get(canonicalPhone(phone))
    return {
      contactId: contact?.id ?? null,
      phone: phone ?? contact?.phone ?? null,
      bsuid: bsuid ?? contact?.bsuid ?? null,
    }
  })
}
