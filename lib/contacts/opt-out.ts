import type { TenantTx } from '@/db/tenant'
import { deleteSuppression, insertSuppression } from '@/lib/contacts/person-store'
import { type Person, personKey } from '@/lib/contacts/schema'
import { canonicalPhone } from '@/lib/core/phone'
import { emitEvents } from '@/lib/webhooks/emit-events'

type Reason = 'stop' | 'whatsapp' | 'api' | 'dashboard' | 'import'
type OptOut = { scope: 'all' | 'marketing'; reason: Reason; note?: string }

/** Suppresses a person, and tells of it once: whether they were not suppressed before. */
export async function optOut(
  tx: TenantTx,
  person: Person,
  { scope, reason, note }: OptOut,
): Promise<boolean> {
  const key = personKey(person)
  const row = await insertSuppression(tx, { person: key, ...person, scope, reason, note: note ?? null })
  if (!row) return false
  await emitEvents(tx, [{ type: 'contact.opted_out', subjectId: key, data: { ...person, scope, reason } }])
  return true
}

/** Takes a suppression back: whether there was one. */
export async function optIn(tx: TenantTx, person: Person, scope: 'all' | 'marketing'): Promise<boolean> {
  const { phone, bsuid } = person
  const people = [phone === null ? [] : canonicalPhone(phone), bsuid ?? []].flat()
  const gone = await deleteSuppression(tx, people, scope)
  if (gone.length === 0) return false
  await emitEvents(tx, [
    { type: 'contact.opted_in', subjectId: personKey(person), data: { ...person, scope } },
  ])
  return true
}
