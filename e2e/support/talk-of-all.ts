import { makeContact, makeMessage } from '@/db/factories'
import { conversations } from '@/db/tables/messages'
import { asSystem } from '@/db/tenant'
import { fromTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { randomPhone } from './phone'
import type { Tenant } from './tenant'

const long = 'x'.repeat(300)

/** What a message can be, and one of each that is longer than any line. */
const contents: [type: string, content: Record<string, unknown>, direction?: 'inbound'][] = [
  ['text', { body: `Your parcel is at the desk. ${long}` }],
  ['text', { body: 'Thank you!\n\nIs it open on Sunday?' }, 'inbound'],
  ['image', { link: `https://example.test/${long}.png`, caption: 'The door' }],
  ['document', { link: 'https://example.test/bill.pdf', filename: `${long}.pdf` }],
  ['location', { latitude: 52.5, longitude: 13.4, name: 'The desk', address: long }, 'inbound'],
  ['contacts', { contacts: [{ name: { formatted_name: 'Bo' }, phones: [{ phone: '+4915112345' }] }] }],
  [
    'interactive',
    {
      type: 'button',
      header: { type: 'text', text: 'A question' },
      body: { text: 'Does Tuesday suit you?' },
      footer: { text: 'Kestrel' },
      action: { buttons: [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }] },
    },
  ],
  ['interactive', { type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } }, 'inbound'],
  ['order', { catalog_id: '1', product_items: [{ product_retailer_id: long, quantity: 2 }] }, 'inbound'],
  ['template', { name: 'parcel_update', language: { code: 'en_US' }, components: [] }],
  ['system', { body: 'Ana changed her number.' }, 'inbound'],
  ['unsupported', { errors: [{ title: 'Message type unknown' }] }, 'inbound'],
]

export async function makeTalkOfAll(tenant: Tenant) {
  const common = { tenantId: tenant.id, mode: 'live', phone: randomPhone() } as const
  const senderId = fromTypeId('sender', tenant.sender_id)
  const name = `Ana ${long}`
  const contact = await makeContact({ ...common, canonicalPhone: common.phone, name })
  const talk = { ...common, contactId: contact.id, senderId }
  const rows: { id: string }[] = []
  for (const [type, content, direction = 'outbound'] of contents)
    rows.push(
      await makeMessage({
        ...talk,
        type,
        content,
        direction,
        sentAt: new Date(),
        deliveredAt: new Date(),
        metadata: { ['k'.repeat(40)]: 'v'.repeat(500) },
        wamid: `wamid.${long}`,
        requestId: newUuid(),
        apiKeyId: newUuid(),
      }),
    )
  const [first] = rows
  const emoji = { message_id: 'wamid.x', emoji: '👍' }
  await makeMessage({ ...talk, type: 'reaction', direction: 'inbound', content: emoji, replyTo: first?.id })
  await makeMessage({ ...talk, type: 'template', content: null, otpId: newUuid(), template: 'otp_copy_code' })
  if (senderId)
    await asSystem((tx) =>
      tx.insert(conversations).values({
        tenantId: tenant.id,
        mode: 'live',
        senderId,
        person: common.phone,
        contactId: contact.id,
        lastInboundAt: new Date(),
        lastMessageId: rows.at(-1)?.id,
        unread: 120,
      }),
    )
  return {
    person: toTypeId('contact', contact.id),
    name: /^Ana x/,
    messages: rows.map(({ id }) => toTypeId('message', id)),
  }
}
