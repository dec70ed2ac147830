import { canonicalPhone } from '@/lib/core/phone'

/** Whom WhatsApp means: by a phone number in E.164, by a business-scoped user id, or by both. */
export type Person = { phone: string | null; bsuid: string | null }

/** What an inbound message tells of its author. */
export type SeenPerson = Person & { username: string | null; profileName: string | null; at: Date }

/** One key for a person: the number under which its variants are one, or the user id where there is no number. */
export function personKey({ phone, bsuid }: Person): string {
  if (phone !== null) return canonicalPhone(phone)
  if (bsuid !== null) return bsuid
  throw new Error('A person has a phone or a user id.')
}
