import { describe, expect, test } from 'vitest'
import { makeMessage, makeSender } from '@/db/factories'
import { withTenant } from '@/db/tenant'
import { optOut } from '@/lib/contacts/opt-out'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { hoursAgo, makeConversation, makeTalk } from '@/lib/messages/fixtures/talk'
import { getThread } from '@/lib/messages/get-thread'
import { listConversations } from '@/lib/messages/list-conversations'
import { replyToPerson } from '@/lib/messages/reply-to-person'

const idOf = ({ id }: { id: string }) => toTypeId('message', id)

describe('a thread', () => {
  test('has both directions, oldest first, and codes among them', async () => {
    const { ctx, say, hear, key } = await makeTalk()
    const code = await say({ contactId: null, otpId: newUuid(), type: 'template', content: null })
    const rows = [code, await hear(), await say(), await hear({ phone: null, bsuid: 'US.1' })]
    const { messages, has_earlier } = await getThread(ctx, { id: key })
    expect(messages.map(({ id }) => id)).toEqual(rows.map(idOf))
    expect(has_earlier).toBe(false)
  })

  test('shows the newest when there are more than asked for', async () => {
    const { ctx, say, key } = await makeTalk()
    const rows = [await say(), await say(), await say()]
    const { messages, has_earlier } = await getThread(ctx, { id: key, limit: 2 })
    expect(messages.map(({ id }) => id)).toEqual(rows.slice(1).map(idOf))
    expect(has_earlier).toBe(true)
  })

  test('tells for each number of ours how long it may write, the last that talked first', async () => {
    const { ctx, tenantId, mode, meet, sender, key } = await makeTalk()
    const second = await makeSender({ tenantId, mode, isPrimary: false, displayName: 'Second' })
    await meet({ lastInboundAt: hoursAgo(30), lastMessageAt: hoursAgo(30), unread: 2 })
    await meet({ senderId: second.id, lastInboundAt: hoursAgo(1), lastMessageAt: hoursAgo(1) })
    const { senders } = await getThread(ctx, { id: key })
    expect(senders.map(({ id, window, unread }) => [id, window.open, unread])).toEqual([
      [toTypeId('sender', second.id), true, 0],
      [toTypeId('sender', sender.id), false, 2],
    ])
  })

  test('is found by one of its messages where the person is no contact', async () => {
    const { ctx, say } = await makeTalk()
    const phone = randomPhone()
    const row = await say({ phone, contactId: null })
    const { person, messages } = await getThread(ctx, { id: idOf(row) })
    expect(person).toMatchObject({ key: idOf(row), contact_id: null, phone })
    expect(messages.map(({ id }) => id)).toEqual([idOf(row)])
  })

  test('of a message leads to the contact where there is one, however the number was written', async () => {
    const { ctx, say, key } = await makeTalk({ phone: '+5215512345678' })
    const row = await say({ phone: '+525512345678', contactId: null })
    expect((await getThread(ctx, { id: idOf(row) })).person.key).toBe(key)
  })

  test('names the newest message that nobody has opened, and the person’s opt-out', async () => {
    const { ctx, hear, say, key, phone } = await makeTalk()
    await hear()
    const last = await hear()
    await say()
    await withTenant(ctx, (tx) => optOut(tx, { phone, bsuid: null }, { scope: 'all', reason: 'stop' }))
    const thread = await getThread(ctx, { id: key })
    expect(thread.unread_message_id).toBe(idOf(last))
    expect(thread.suppression).toEqual({ scope: 'all', reason: 'stop' })
  })
})

describe('conversations', () => {
  test('are newest first, page by page, the whole and nothing of anybody else', async () => {
    const { ctx, tenantId, mode, sender } = await makeTalk()
    const people = Array.from({ length: 5 }, randomPhone)
    const at = hoursAgo(1)
    for (const [index, person] of people.entries()) {
      // Three of them in the very same instant.
      const lastMessageAt = new Date(at.getTime() + (index < 3 ? 0 : index * 1_000))
      const row = await makeMessage({ tenantId, mode, phone: person, senderId: sender.id })
      await makeConversation({
        tenantId,
        mode,
        senderId: sender.id,
        person,
        lastMessageAt,
        lastMessageId: row.id,
      })
    }
    await (await makeTalk()).meet()
    const seen: (string | null)[] = []
    let cursor: string | undefined
    do {
      const page = await listConversations(ctx, { limit: 2, cursor })
      seen.push(...page.data.map(({ person }) => person.phone))
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([...people].reverse())
  })

  test('tell the last message, what is unread and the window', async () => {
    const { ctx, hear, meet, key, sender } = await makeTalk()
    const row = await hear()
    await meet({ lastInboundAt: hoursAgo(1), lastMessageId: row.id, unread: 3 })
    expect((await listConversations(ctx, { limit: 5 })).data).toMatchObject([
      {
        person: { key, name: 'Ana Lima' },
        sender: { id: toTypeId('sender', sender.id) },
        window: { open: true },
        unread: 3,
        last_message: { id: idOf(row), content: { body: 'Hello' } },
      },
    ])
  })

  test('are found by a part of a name or number, and by a whole number however written', async () => {
    const { ctx, meet } = await makeTalk({ phone: '+5215512345678' })
    await meet()
    const found = async (search: string) => (await listConversations(ctx, { limit: 5, search })).data.length
    for (const search of ['ana', 'LIM', '55123', '+5215512345678', '+525512345678'])
      expect([search, await found(search)]).toEqual([search, 1])
    for (const search of ['bob', '%', '_', '\\', "'", '99999', '+14155550100'])
      expect([search, await found(search)]).toEqual([search, 0])
  })

  test('are not found by parts of a number by whom numbers are masked for', async () => {
    const { as, meet, phone } = await makeTalk()
    await meet()
    const found = async (search: string) =>
      (await listConversations(as('support'), { limit: 5, search })).data.length
    expect(await found(phone.slice(3, 8))).toBe(0)
    expect(await found(phone)).toBe(1)
    expect(await found('Ana')).toBe(1)
  })
})

test('an answer goes to whom the address means, and to nobody where it means nobody', async () => {
  const { ctx, key, phone, meet, sender } = await makeTalk({ mode: 'test' })
  await meet({ lastInboundAt: hoursAgo(1), unread: 1 })
  const from = toTypeId('sender', sender.id)
  const text = { body: 'On its way' }
  const message = await replyToPerson(ctx, { id: key, from, text })
  expect(message).toMatchObject({ to: phone, status: 'queued', content: text, sender_id: from })
  const { messages, senders } = await getThread(ctx, { id: key })
  expect(messages.map(({ id }) => id)).toEqual([message.id])
  expect(senders).toMatchObject([{ unread: 0 }])
  const stranger = await makeTalk({ mode: 'test' })
  await expect(replyToPerson(stranger.ctx, { id: key, text })).rejects.toMatchObject({ code: 'not_found' })
})
