import type { TenantTx } from '@/db/tenant'
import { changeNumber } from '@/lib/contacts/change-number'
import { notePerson } from '@/lib/contacts/note-person'
import { canonicalPhone } from '@/lib/core/phone'
import { advanceMark, findMark } from '@/lib/messages/mark-store'

type NewNumber = { from: string; to: string; at: Date }

/**
 * A person has another number now: their contact goes along. Kept, so that what they wrote before and what comes late
 * finds the same contact. The UUID of the contact.
 */
export async function noteNewNumber(tx: TenantTx, { from, to, at }: NewNumber): Promise<string> {
  const person = canonicalPhone(from)
  if (person !== canonicalPhone(to)) await advanceMark(tx, { person, kind: 'number', value: to, at })
  const moved = await changeNumber(tx, { from, to, bsuid: null, at })
  return moved ?? notePerson(tx, { phone: to, bsuid: null, username: null, profileName: null, at })
}

/**
 * The number today of whoever had this one then. Who has it later is somebody else; but within a day nobody has: the same
 * day that `changeNumber` leaves to webhooks that come late.
 */
export async function currentNumber(tx: TenantTx, phone: string, at: Date): Promise<string> {
  const moved = await findMark(tx, canonicalPhone(phone), 'number')
  return moved && at.getTime() <= moved.at.getTime() + 86_400_000 ? moved.value : phone
}
