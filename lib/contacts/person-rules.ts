import type { Attributes, Person, SeenPerson } from '@/lib/contacts/schema'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'

/** As far as it matters for whom a row means. */
export type KnownPerson = { canonicalPhone: string | null; bsuid: string | null }

/** Whether the row knows all that is said of the person already. */
export function isKnownAs(row: KnownPerson, { phone, bsuid }: Person): boolean {
  const samePhone = phone === null || canonicalPhone(phone) === row.canonicalPhone
  return samePhone && (bsuid === null || bsuid === row.bsuid)
}

/**
 * Whether two rows may be one person whom a message named by the number of one and the user id of the other. One that
 * has a number of its own is somebody who has given the user id away: ids are WhatsApp's, and numbers the tenant's.
 */
export function areOnePerson(byPhone: KnownPerson, byBsuid: KnownPerson): boolean {
  return byBsuid.canonicalPhone === null || byBsuid.canonicalPhone === byPhone.canonicalPhone
}

type Facts = {
  name: string | null
  email: string | null
  tags: string[]
  attributes: Attributes
  username: string | null
  profileName: string | null
  lastInboundAt: Date | null
}

/** What two contacts knew together. Where both know something the first one's word counts; of WhatsApp's, the newer. */
export function uniteFacts(first: Facts, second: Facts): Facts {
  const newer =
    (second.lastInboundAt?.getTime() ?? 0) > (first.lastInboundAt?.getTime() ?? 0) ? second : first
  const older = newer === first ? second : first
  const pairs = Object.entries({ ...second.attributes, ...first.attributes })
  const own = (key: string) => Object.hasOwn(first.attributes, key)
  const kept = [...pairs.filter(([key]) => own(key)), ...pairs.filter(([key]) => !own(key))]
  return {
    name: first.name ?? second.name,
    email: first.email ?? second.email,
    tags: [...new Set([...first.tags, ...second.tags])].slice(0, policy.contacts.tags),
    attributes: Object.fromEntries(kept.slice(0, policy.contacts.attributes)),
    username: newer.username ?? older.username,
    profileName: newer.profileName ?? older.profileName,
    lastInboundAt: newer.lastInboundAt ?? older.lastInboundAt,
  }
}

/** The facts with what a person has just told of themselves, unless that is old news. */
export function withSeen(facts: Facts, { username, profileName, at }: SeenPerson): Facts {
  const isNews = facts.lastInboundAt === null || facts.lastInboundAt < at
  if (!isNews) return facts
  return {
    ...facts,
    username: username ?? facts.username,
    profileName: profileName ?? facts.profileName,
    lastInboundAt: at,
  }
}
