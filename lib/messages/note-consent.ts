import type { TenantTx } from '@/db/tenant'
import { optIn, optOut } from '@/lib/contacts/opt-out'
import { type Person, personKey } from '@/lib/contacts/schema'
import { currentNumber } from '@/lib/messages/follow-number'
import { advanceMark } from '@/lib/messages/mark-store'

type Word = {
  scope: 'all' | 'marketing'
  value: 'stop' | 'start'
  at: Date
  reason: 'stop' | 'whatsapp'
  note?: string
}

/** A person stops messages, or wants them again. A word that comes after a newer one changes nothing. */
export async function noteConsent(
  tx: TenantTx,
  person: Person,
  { scope, value, at, reason, note }: Word,
): Promise<void> {
  const mark = { person: personKey(person), kind: `consent_${scope}`, value, at } as const
  if (!(await advanceMark(tx, mark))) return
  for (const known of await knownAs(tx, person, at))
    if (value === 'stop') await optOut(tx, known, { scope, reason, ...(note ? { note } : {}) })
    else await optIn(tx, known, scope)
}

/** Whoever has moved to another number since meant that one too. */
async function knownAs(tx: TenantTx, person: Person, at: Date): Promise<Person[]> {
  if (person.phone === null) return [person]
  const phone = await currentNumber(tx, person.phone, at)
  return phone === person.phone ? [person] : [person, { phone, bsuid: null }]
}
