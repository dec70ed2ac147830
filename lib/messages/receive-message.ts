import { type TenantTx, withTenant } from '@/db/tenant'
import { keyOfContact } from '@/lib/contacts/key-of-contact'
import { notePerson } from '@/lib/contacts/note-person'
import { readStopWord } from '@/lib/contacts/read-stop-word'
import { personKey } from '@/lib/contacts/schema'
import type { Ctx } from '@/lib/core/context'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { noteInboundMedia } from '@/lib/media/note-inbound'
import { currentNumber, noteNewNumber } from '@/lib/messages/follow-number'
import {
  type Author,
  authorOf,
  isDisowning,
  isMarketingStop,
  newNumberOf,
  opensWindow,
  readContent,
  targetOf,
  textOf,
  wordsOf,
} from '@/lib/messages/inbound-rules'
import {
  claimWamid,
  eraseContent,
  findByWamid,
  insertInbound,
  lockPerson,
} from '@/lib/messages/inbound-store'
import { noteConsent } from '@/lib/messages/note-consent'
import type { MessageOwner } from '@/lib/messages/owner'
import { type MessageRow, presentMessage } from '@/lib/messages/store'
import type { InboundMessage, Profile } from '@/lib/messages/webhook-schema'
import { touchConversation } from '@/lib/messages/window-store'
import { findSenderOfNumber } from '@/lib/senders/find-connected'
import { emitEvents } from '@/lib/webhooks/emit-events'

export type Inbound = { message: InboundMessage; profiles: Profile[]; phoneNumberId: string; at: Date }
type Story = Inbound & { author: Author; kept: string | null }

/**
 * Takes what a person wrote to one of the tenant's numbers. However often and however many at once it comes, there is
 * one message, one event and one effect. Whether it could be read.
 */
export async function receiveMessage(ctx: Ctx, inbound: Inbound, owner: MessageOwner): Promise<boolean> {
  const { message, profiles, at } = inbound
  if (readContent(message) === null) return false
  const author = authorOf(message, profiles)
  const text = textOf(message)
  const told = { wamid: message.id, phone: author.phone, at }
  const kept = text === null ? null : await owner.received(ctx, { ...told, text })
  await withTenant(ctx, (tx) => store(tx, { ...inbound, author, kept }, owner))
  return true
}

async function store(tx: TenantTx, story: Story, owner: MessageOwner): Promise<void> {
  const { message, author, phoneNumberId, at } = story
  const id = newUuid()
  if (!(await claimWamid(tx, message.id, id))) return
  const { phone, bsuid } = author
  const isSomebody = phone !== null || bsuid !== null
  if (isSomebody) await lockPerson(tx, personKey({ phone, bsuid }))
  const senderId = await findSenderOfNumber(tx, phoneNumberId)
  const contactId = isSomebody ? await noteAuthor(tx, story) : null
  const contextWamid = targetOf(message)
  const target = contextWamid === null ? null : await findByWamid(tx, contextWamid)
  const row = await insertInbound(tx, {
    id,
    type: message.type,
    phone,
    bsuid,
    contactId,
    senderId,
    content: await contentOf(tx, story, senderId),
    replyTo: target?.id ?? null,
    contextWamid,
    wamid: message.id,
    waId: message.from ?? null,
    sentAt: at,
    deliveredAt: at,
  })
  if (senderId !== null && isSomebody && opensWindow(message)) {
    const person =
      phone === null ? await keyOfContact(tx, contactId, { phone, bsuid }) : personKey({ phone, bsuid })
    await touchConversation(tx, { senderId, person, contactId, messageId: id, at, direction: 'inbound' })
  }
  const data = presentMessage(row)
  await emitEvents(tx, [{ type: 'message.received', subjectId: data.id, data }])
  await heed(tx, story, target, owner)
}

/**
 * Whoever has moved to another number since is known under that one, and by the user id that came with it: the one that
 * they had then says nothing of it, whether their message comes before the news or after it.
 */
async function noteAuthor(tx: TenantTx, { author, message, at }: Story): Promise<string> {
  const moved = newNumberOf(message)
  if (moved !== null && author.phone !== null) return noteNewNumber(tx, { from: author.phone, to: moved, at })
  const phone = author.phone === null ? null : await currentNumber(tx, author.phone, at)
  const bsuid = phone === author.phone ? author.bsuid : null
  return notePerson(tx, { ...author, phone, bsuid, at })
}

async function contentOf(
  tx: TenantTx,
  { message, kept }: Story,
  senderId: string | null,
): Promise<Record<string, unknown>> {
  const { content = {}, media = null } = readContent(message) ?? {}
  if (kept !== null) return { ...content, body: kept }
  if (media === null) return content
  const { id: _, ...rest } = content
  if (senderId === null) return rest
  const { id: metaId, mime_type: mimeType, sha256, filename } = media
  const seen = { senderId, metaId, mimeType, sha256: sha256 ?? null, fileName: filename ?? null }
  return { ...rest, id: toTypeId('media', await noteInboundMedia(tx, seen)) }
}

/** What the message means, beside what it says. */
async function heed(
  tx: TenantTx,
  { message, author, at }: Story,
  target: MessageRow | null,
  owner: MessageOwner,
): Promise<void> {
  const { phone, bsuid } = author
  if (message.type === 'revoke' && target?.direction === 'inbound') await eraseContent(tx, target.id)
  if (isDisowning(message)) await owner.disowned(tx, target, { wamid: message.id, phone, at })
  if (phone === null && bsuid === null) return
  const word = wordsOf(message)
    .map(readStopWord)
    .find((found) => found !== null)
  const person = { phone, bsuid }
  if (word) await noteConsent(tx, person, { scope: 'all', value: word, at, reason: 'stop' })
  else if (isMarketingStop(message))
    await noteConsent(tx, person, { scope: 'marketing', value: 'stop', at, reason: 'whatsapp' })
}
