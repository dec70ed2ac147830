import { describe, expect, test } from 'vitest'
import { roles } from '@/lib/core/context'
import { newTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { may } from '@/lib/core/permissions'
import { maskPhone } from '@/lib/core/phone'
import { testContext } from '@/lib/core/test-context'
import { hoursAgo, makeTalk } from '@/lib/messages/fixtures/talk'
import { getMessage } from '@/lib/messages/get'
import { getThread } from '@/lib/messages/get-thread'
import { listMessages } from '@/lib/messages/list'
import { listConversations } from '@/lib/messages/list-conversations'
import { MessageDetail } from '@/lib/messages/list-schema'

const after = (start: Date, milliseconds: number) => new Date(start.getTime() + milliseconds)

test('a message tells its way, its window and its price', async () => {
  const { ctx, say, meet } = await makeTalk()
  const lastInboundAt = hoursAgo(20)
  await meet({ lastInboundAt })
  const createdAt = hoursAgo(1)
  const row = await say({
    status: 'read',
    createdAt,
    sentAt: after(createdAt, 212),
    deliveredAt: after(createdAt, 1_806),
    readAt: after(createdAt, 9_000),
    wamid: 'wamid.X',
    attempts: 2,
    pricing: { category: 'service', model: 'PMP', billable: true, unknown: 1 },
  })
  const message = await getMessage(ctx, { id: toTypeId('message', row.id) })
  expect(MessageDetail.parse(message)).toEqual(message)
  expect(message).toMatchObject({
    content: { body: 'Hello' },
    attempts: 2,
    provider_message_id: 'wamid.X',
    window: { open: true, expires_at: after(lastInboundAt, 86_400_000).toISOString() },
    pricing: { category: 'service', model: 'PMP', type: null, billable: true },
  })
  expect(message.timeline.map(({ type, offset_ms, detail }) => [type, offset_ms, detail])).toEqual([
    ['accepted', 0, null],
    ['sent', 212, 'attempt 2'],
    ['delivered', 1_806, null],
    ['read', 9_000, null],
  ])
})

describe('the window', () => {
  const windowAfter = async (hours: number, mode: 'live' | 'test' = 'live') => {
    const { ctx, say, meet } = await makeTalk({ mode })
    await meet({ lastInboundAt: hoursAgo(hours) })
    const { id } = await say()
    return (await getMessage(ctx, { id: toTypeId('message', id) })).window
  }

  test('closes 24 hours after the person last wrote, by the database’s clock', async () => {
    expect(await windowAfter(23.99)).toMatchObject({ open: true })
    expect(await windowAfter(24.01)).toMatchObject({ open: false })
  })

  test('is closed for somebody who never wrote', async () => {
    const { ctx, say } = await makeTalk()
    const { id } = await say()
    const { window } = await getMessage(ctx, { id: toTypeId('message', id) })
    expect(window).toEqual({ open: false, expires_at: null })
  })

  test('is open in test mode, where nobody writes', async () => {
    expect(await windowAfter(25, 'test')).toEqual({ open: true, expires_at: null })
  })

  test('is the same for somebody who was known by a user id when they wrote', async () => {
    const { ctx, say, meet } = await makeTalk()
    await meet({ person: 'US.1349', lastInboundAt: hoursAgo(1) })
    const { id } = await say({ bsuid: 'US.1349' })
    expect((await getMessage(ctx, { id: toTypeId('message', id) })).window).toMatchObject({ open: true })
  })
})

describe('what is not theirs is not there', () => {
  test.each([newTypeId('message'), newTypeId('otp'), 'msg_', '', '..', '%00', "'"])(
    '%j is not_found',
    async (id) => {
      const { ctx } = await makeTalk()
      await expect(getMessage(ctx, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
    },
  )

  test('another tenant’s message, and the other mode’s, look like one that never was', async () => {
    const [talk, stranger] = await Promise.all([makeTalk(), makeTalk()])
    const id = toTypeId('message', (await talk.say()).id)
    const otherMode = testContext({ tenantId: talk.tenantId, mode: 'test' }).ctx
    for (const ctx of [stranger.ctx, otherMode]) {
      await expect(getMessage(ctx, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
      await expect(getThread(ctx, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
      await expect(getThread(ctx, { id: talk.key })).rejects.toMatchObject({ code: 'not_found', options: {} })
    }
    await expect(getMessage(talk.ctx, { id })).resolves.toMatchObject({ id })
  })
})

describe('who sees what', () => {
  const readers = roles.filter((role) => may(role, 'messages.read'))

  test.each(readers)('%s gets whole numbers and words only where the role shows them', async (role) => {
    const { as, say, hear, meet, phone, key } = await makeTalk()
    const body = `secret ${newUuid()}`
    const { id } = await hear({ content: { body }, wamid: `wamid.${btoa(phone)}` })
    await say({ content: { body } })
    await meet({ lastInboundAt: hoursAgo(1), lastMessageId: id })
    const ctx = as(role)
    const shows = may(role, 'phones.read')
    const answers = [
      await getMessage(ctx, { id: toTypeId('message', id) }),
      ...(await listMessages(ctx, { limit: 5 })).data,
      await getThread(ctx, { id: key }),
      await listConversations(ctx, { limit: 5 }),
    ]
    for (const answer of answers) {
      const text = JSON.stringify(answer)
      expect(text.includes(phone.slice(1))).toBe(shows)
      expect(text.includes(body)).toBe(shows)
      expect(text.includes(btoa(phone))).toBe(shows && answer === answers[0])
      expect(text.includes(maskPhone(phone))).toBe(!shows)
    }
  })

  test('somebody who sees masked numbers finds messages by a whole one', async () => {
    const { as, say, phone } = await makeTalk()
    const { id } = await say()
    const { data } = await listMessages(as('support'), { limit: 5, to: phone })
    expect(data).toMatchObject([{ id: toTypeId('message', id), to: maskPhone(phone), content: null }])
  })
})
