import type { TenantTx } from '@/db/tenant'
import { selectPeople } from '@/lib/contacts/person-store'
import { presentContact, presentSuppression } from '@/lib/contacts/present'
import { type Person, personKey, type SuppressionReason } from '@/lib/contacts/schema'
import {
  deleteSuppressions,
  insertSuppressions,
  type SuppressionRow,
  selectSuppressionsOf,
} from '@/lib/contacts/suppression-store'
import { toTypeId } from '@/lib/core/ids'
import { emitEvents } from '@/lib/webhooks/emit-events'

type OptOut = { scope: 'all' | 'marketing'; reason: SuppressionReason; note?: string }

/** Suppresses a person, and tells of it once: whether they were not suppressed before. */
export async function optOut(
  tx: TenantTx,
  person: Person,
  { scope, reason, note }: OptOut,
): Promise<boolean> {
  const known = await selectSuppressionsOf(tx, person)
  if (known.some((row) => row.scope === scope)) return false
  const whole = await completed(tx, person)
  const [row] = await insertSuppressions(tx, [
    { person: personKey(whole), ...whole, scope, reason, note: note ?? null },
  ])
  if (!row) return false
  await tell(tx, 'contact.opted_out', row)
  return true
}

/** Takes a suppression back: whether there was one. */
export async function optIn(tx: TenantTx, person: Person, scope: 'all' | 'marketing'): Promise<boolean> {
  const known = await selectSuppressionsOf(tx, person)
  const ids = known.filter((row) => row.scope === scope).map(({ id }) => id)
  const [gone] = await deleteSuppressions(tx, ids)
  if (!gone) return false
  await tell(tx, 'contact.opted_in', gone)
  return true
}

/** With the number that a contact has for the user id, so that it holds however the person is written to. */
async function completed(tx: TenantTx, { phone, bsuid }: Person): Promise<Person> {
  if (phone !== null && bsuid !== null) return { phone, bsuid }
  const [contact] = await selectPeople(tx, { phone, bsuid })
  return { phone: phone ?? contact?.phone ?? null, bsuid: bsuid ?? contact?.bsuid ?? null }
}

/** The contact as it is now; where there is none, the suppression itself. */
async function tell(
  tx: TenantTx,
  type: 'contact.opted_out' | 'contact.opted_in',
  row: SuppressionRow,
): Promise<void> {
  const [contact] = await selectPeople(tx, row)
  const event = contact
    ? {
        subjectId: toTypeId('contact', contact.id),
        data: presentContact(contact, await selectSuppressionsOf(tx, contact)),
      }
    : { subjectId: row.person, data: presentSuppression(row) }
  await emitEvents(tx, [{ type, ...event }])
}
