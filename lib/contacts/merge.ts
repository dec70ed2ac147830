import { withTenant } from '@/db/tenant'
import { lockContact } from '@/lib/contacts/contact-store'
import { joinContacts } from '@/lib/contacts/join-contacts'
import { carrySuppressions, lockIdentities } from '@/lib/contacts/person-store'
import { presentContact, showContact } from '@/lib/contacts/present'
import { recordAct } from '@/lib/contacts/record-act'
import { type ContactObject, personKeys } from '@/lib/contacts/schema'
import { selectSuppressionsOf } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'

type Input = { id: string; otherId: string }

/**
 * Makes one contact of two that somebody knows to be one person: the first stays. Where both have a number the other
 * one's is forgotten, but not that it wanted no messages. Throws `not_found`, and `state_conflict` for one with itself.
 */
export async function mergeContacts(ctx: Ctx, { id, otherId }: Input): Promise<ContactObject> {
  requirePerson(ctx, 'contacts.write')
  const [kept, gone] = [fromTypeId('contact', id), fromTypeId('contact', otherId)]
  if (!kept || !gone) throw new AppError('not_found')
  if (kept === gone)
    throw new AppError('state_conflict', { detail: 'A contact cannot be merged with itself.' })
  return withTenant(ctx, async (tx) => {
    await lockIdentities(tx, 'exclusive')
    // Always in the same order, so that no two who merge the same two wait for each other.
    const [first, second] = [kept, gone].sort()
    const rows = [await lockContact(tx, first ?? kept), await lockContact(tx, second ?? gone)]
    const [staying, going] = [rows.find((row) => row?.id === kept), rows.find((row) => row?.id === gone)]
    if (!staying || !going) throw new AppError('not_found')
    const joined = await joinContacts(tx, staying, going)
    for (const key of personKeys(going)) await carrySuppressions(tx, key, joined)
    await recordAct(ctx, tx, {
      action: 'contact.merged',
      target: { type: 'contact', id },
      after: { merged: otherId },
    })
    return showContact(ctx, presentContact(joined, await selectSuppressionsOf(tx, joined)))
  })
}
