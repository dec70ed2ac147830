import type { TenantTx } from '@/db/tenant'
import { findByPhone, lockContact } from '@/lib/contacts/contact-store'
import { joinContacts } from '@/lib/contacts/join-contacts'
import {
  type ContactRow,
  carrySuppressions,
  lockIdentities,
  updateContact,
} from '@/lib/contacts/person-store'
import { resolveIdentity } from '@/lib/contacts/resolve-person'
import { canonicalPhone } from '@/lib/core/phone'

type NumberChange = {
  /** In E.164. */
  from: string
  to: string
  /** WhatsApp gives a new user id with a new number; null where it does not tell which. */
  bsuid: string | null
  at: Date
}

/**
 * A person has told WhatsApp of a new number (`user_changed_number`): their contact gets it, joined with one that the
 * new number has already, of which the older id stays. An opt-out goes along and stays on the old number too. Returns
 * the contact's UUID; null when nobody is known by the old number, or somebody else has it since.
 */
export async function changeNumber(
  tx: TenantTx,
  { from, to, bsuid, at }: NumberChange,
): Promise<string | null> {
  await lockIdentities(tx, 'exclusive')
  const person = { phone: to, bsuid }
  if (canonicalPhone(from) === canonicalPhone(to)) return (await resolveIdentity(tx, person))?.id ?? null
  const old = await locked(tx, await findByPhone(tx, from))
  if (old && isSomebodyElses(old, at)) return null
  await carrySuppressions(tx, canonicalPhone(from), person)
  if (!old) return null
  const there = await locked(tx, await findByPhone(tx, to))
  if (there) await join(tx, old, there)
  else await updateContact(tx, old.id, { phone: to, bsuid: null })
  return (await resolveIdentity(tx, person))?.id ?? null
}

/**
 * Numbers are given out anew after weeks, not hours, and webhooks come late: what was written within a day of the change
 * is still the same person's. Without a message of theirs it is by when the contact was made.
 */
function isSomebodyElses({ lastInboundAt, createdAt }: ContactRow, at: Date): boolean {
  return (lastInboundAt ?? createdAt).getTime() > at.getTime() + 86_400_000
}

/** The new number stays, and with it the user id that belongs to it. */
async function join(tx: TenantTx, old: ContactRow, there: ContactRow): Promise<void> {
  const [kept, gone] = old.id < there.id ? [old, there] : [there, old]
  const { id } = await joinContacts(tx, kept, gone)
  await updateContact(tx, id, { phone: there.phone, bsuid: there.bsuid })
}

async function locked(tx: TenantTx, row: ContactRow | null): Promise<ContactRow | null> {
  return row && lockContact(tx, row.id)
}
