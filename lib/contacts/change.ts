import type { z } from 'zod'
import { type TenantTx, withTenant } from '@/db/tenant'
import { findByPhone, lockContact } from '@/lib/contacts/contact-store'
import { numberTaken } from '@/lib/contacts/number-taken'
import { optIn, optOut } from '@/lib/contacts/opt-out'
import { lockIdentities, rekeyPerson, updateContact } from '@/lib/contacts/person-store'
import { factsOf, presentContact, showContact } from '@/lib/contacts/present'
import { recordAct, sourceOf } from '@/lib/contacts/record-act'
import type { Attributes, ContactObject, UpdateContactInput } from '@/lib/contacts/schema'
import { selectSuppressionsOf } from '@/lib/contacts/suppression-store'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'

type Fields = CamelKeys<z.output<typeof UpdateContactInput>>

/**
 * Changes what is named and leaves the rest. Opt-outs belong to the number and stay with it when the contact gets
 * another. Throws `not_found`, `state_conflict` for a number that another contact has, and `validation_failed` where
 * there would be too many attributes.
 */
export async function changeContact(
  ctx: Ctx,
  { id, ...fields }: Fields & { id: string },
): Promise<ContactObject> {
  requirePermission(ctx, 'contacts.write')
  const uuid = fromTypeId('contact', id)
  if (!uuid) throw new AppError('not_found')
  return withTenant(ctx, async (tx) => {
    if (fields.phone !== undefined) await lockIdentities(tx, 'exclusive')
    const row = await lockContact(tx, uuid)
    if (!row) throw new AppError('not_found')
    const { optedOut, attributes, phone, ...plain } = fields
    await requireFree(tx, uuid, phone)
    const changed =
      Object.keys(fields).length === 0
        ? row
        : await updateContact(tx, uuid, {
            ...plain,
            ...(phone === undefined ? {} : { phone }),
            ...(attributes ? { attributes: changedPairs(factsOf(row).attributes, attributes) } : {}),
          })
    if (!changed) throw new AppError('not_found')
    const person = { phone: changed.phone, bsuid: changed.bsuid }
    if (phone !== undefined && person.bsuid !== null) await rekeyPerson(tx, phone, person.bsuid)
    if (optedOut === true) await optOut(tx, person, { scope: 'all', reason: sourceOf(ctx) })
    if (optedOut === false) await optIn(tx, person, 'all')
    await recordAct(ctx, tx, {
      action: 'contact.changed',
      target: { type: 'contact', id },
      after: { fields: Object.keys(fields) },
    })
    return showContact(ctx, presentContact(changed, await selectSuppressionsOf(tx, changed)))
  })
}

async function requireFree(tx: TenantTx, id: string, phone: string | undefined): Promise<void> {
  const owner = phone === undefined ? null : await findByPhone(tx, phone)
  if (owner && owner.id !== id) throw numberTaken(owner)
}

function changedPairs(known: Attributes, changes: Record<string, Attributes[string] | null>): Attributes {
  const pairs: Attributes = { ...known }
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) delete pairs[key]
    else pairs[key] = value
  }
  const { attributes: most } = policy.contacts
  if (Object.keys(pairs).length > most)
    throw new AppError('validation_failed', {
      faults: [{ path: 'attributes', message: `There would be more than ${most} pairs.` }],
    })
  return pairs
}
