import type { TenantTx } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { visiblePhone } from '@/lib/core/visible-phone'
import { findMessage } from '@/lib/messages/list-store'
import type { ThreadPerson } from '@/lib/messages/thread-schema'
import { type ContactNames, findContactNames, findContactOf, type Known } from '@/lib/messages/thread-store'

export type FoundPerson = { known: Known; contact: ContactNames | null; key: string }

/**
 * Whom an address of the dashboard means: a contact, or the other side of a message, for people who are in no contact.
 * So no address holds a number. Null for an id that leads nowhere.
 */
export async function findPerson(tx: TenantTx, id: string): Promise<FoundPerson | null> {
  const contactId = fromTypeId('contact', id)
  if (contactId) {
    const contact = await findContactNames(tx, contactId)
    return contact && { known: knownBy(contact), contact, key: id }
  }
  const messageId = fromTypeId('message', id)
  const message = messageId && (await findMessage(tx, messageId))
  if (!message || (message.phone === null && message.bsuid === null)) return null
  const contact = await findContactOf(tx, message)
  if (contact) return { known: knownBy(contact), contact, key: toTypeId('contact', contact.id) }
  const { phone, bsuid } = message
  return { known: { contactId: null, phone, bsuid }, contact: null, key: id }
}

function knownBy({ id, phone, bsuid }: ContactNames): Known {
  return { contactId: id, phone, bsuid }
}

export function showPerson(ctx: Ctx, { known, contact, key }: FoundPerson): ThreadPerson {
  return {
    key,
    contact_id: contact && toTypeId('contact', contact.id),
    phone: visiblePhone(ctx, known.phone),
    bsuid: known.bsuid,
    name: contact?.name || contact?.profileName || null,
    username: contact?.username || null,
  }
}
