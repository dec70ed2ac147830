import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { findByPhone, insertContact } from '@/lib/contacts/contact-store'
import { numberTaken } from '@/lib/contacts/number-taken'
import { optOut } from '@/lib/contacts/opt-out'
import { type ContactRow, lockIdentities } from '@/lib/contacts/person-store'
import { presentContact, showContact } from '@/lib/contacts/present'
import { recordAct, sourceOf } from '@/lib/contacts/record-act'
import type { ContactObject, CreateContactInput } from '@/lib/contacts/schema'
import { selectSuppressionsOf } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { requirePermission } from '@/lib/core/permissions'

type Input = CamelKeys<z.output<typeof CreateContactInput>>

/**
 * Makes a contact. Throws `state_conflict` with the id of the one that has the number already, in whatever form.
 * Somebody who has opted out stays so: that their contact is made anew is no wish of theirs.
 */
export async function createContact(ctx: Ctx, input: Input): Promise<ContactObject> {
  requirePermission(ctx, 'contacts.write')
  return withTenant(ctx, async (tx) => {
    await lockIdentities(tx, 'shared')
    const { phone, name = null, email = null, tags, attributes, optedOut } = input
    const source = sourceOf(ctx)
    const made = await insertContact(tx, { phone, name, email, tags, attributes, source })
    if (!made) throw numberTaken(await findByPhone(tx, phone))
    if (optedOut) await optOut(tx, personOf(made), { scope: 'all', reason: source })
    const contact = presentContact(made, await selectSuppressionsOf(tx, made))
    const fields = Object.keys(input).filter((name) => name !== 'phone')
    await recordAct(ctx, tx, {
      action: 'contact.created',
      target: { type: 'contact', id: contact.id },
      after: { fields },
    })
    return showContact(ctx, contact)
  })
}

function personOf({ phone, bsuid }: ContactRow) {
  return { phone, bsuid }
}
