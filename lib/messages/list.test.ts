import { describe, expect, test } from 'vitest'
import { makeMessage, makeTenant } from '@/db/factories'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newUuid, toTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import { hoursAgo, makeTalk } from '@/lib/messages/fixtures/talk'
import { listMessages } from '@/lib/messages/list'
import { MessageList } from '@/lib/messages/list-schema'

const idOf = ({ id }: { id: string }) => toTypeId('message', id)
type Query = Omit<Parameters<typeof listMessages>[1], 'limit'>

function idsOf(ctx: Parameters<typeof listMessages>[0], query: Query = {}): Promise<string[]> {
  return listMessages(ctx, { limit: 100, ...query }).then(({ data }) => data.map(({ id }) => id))
}

describe('a list', () => {
  test('is newest first, and its pages put together are the whole of it', async () => {
    const { ctx, say, hear } = await makeTalk()
    const made = [await say(), await hear(), await say(), await hear(), await say()].map(idOf).reverse()
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listMessages(ctx, { limit: 2, cursor })
      expect(MessageList.parse(page)).toEqual(page)
      seen.push(...page.data.map(({ id }) => id))
      expect(page.has_more).toBe(page.next_cursor !== null)
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(made)
  })

  test('holds what was asked for', async () => {
    const { ctx, say, hear, phone } = await makeTalk()
    const text = await say({ status: 'failed' })
    const image = await say({ type: 'image', content: { link: 'https://example.test/a.png' } })
    const answer = await hear()
    const other = await say({ phone: randomPhone() })
    expect(await idsOf(ctx, { status: 'failed' })).toEqual([idOf(text)])
    expect(await idsOf(ctx, { type: 'image' })).toEqual([idOf(image)])
    expect(await idsOf(ctx, { direction: 'inbound' })).toEqual([idOf(answer)])
    expect(await idsOf(ctx, { to: phone })).toEqual([image, text].map(idOf))
    expect(await idsOf(ctx, { from: phone })).toEqual([idOf(answer)])
    expect(await idsOf(ctx, { person: phone })).toEqual([answer, image, text].map(idOf))
    expect(await idsOf(ctx, { to: phone, type: 'text', status: 'delivered' })).toEqual([])
    expect(await idsOf(ctx)).toEqual([other, answer, image, text].map(idOf))
  })

  test('finds by the time at which a message came, to the millisecond', async () => {
    const { ctx, say } = await makeTalk()
    const at = hoursAgo(2)
    const message = await say({ createdAt: at })
    const later = new Date(at.getTime() + 1).toISOString()
    expect(await idsOf(ctx, { createdAfter: at.toISOString() })).toEqual([idOf(message)])
    expect(await idsOf(ctx, { createdAfter: later })).toEqual([])
    expect(await idsOf(ctx, { createdBefore: at.toISOString() })).toEqual([idOf(message)])
    expect(await idsOf(ctx, { createdBefore: hoursAgo(3).toISOString() })).toEqual([])
  })

  test.each([
    ['+5215512345678', '+525512345678'],
    ['+5491123456789', '+541123456789'],
    ['+5511987654321', '+551187654321'],
  ])('%s is found by %s', async (written, asked) => {
    const { ctx, say } = await makeTalk({ phone: written })
    const message = await say()
    for (const to of [written, asked]) expect(await idsOf(ctx, { to })).toEqual([idOf(message)])
  })

  test('has one-time passwords among the rest, and says nothing of what they said', async () => {
    const { ctx, say } = await makeTalk()
    const otpId = newUuid()
    await say({ type: 'template', template: 'otp_copy_code', language: 'en_US', otpId, content: null })
    expect((await listMessages(ctx, { limit: 5 })).data).toMatchObject([
      { type: 'template', template: 'otp_copy_code', otp_id: toTypeId('otp', otpId), content: null },
    ])
  })

  test('tells each message’s window, and none where no number is in it', async () => {
    const { ctx, say, meet } = await makeTalk()
    await meet({ lastInboundAt: hoursAgo(1) })
    await say()
    await say({ phone: randomPhone(), contactId: null })
    await say({ senderId: null })
    expect((await listMessages(ctx, { limit: 5 })).data.map(({ window }) => window?.open)).toEqual([
      undefined,
      false,
      true,
    ])
  })
})

describe('what is not theirs is not there', () => {
  test('another tenant’s, and the other mode’s, are in no list', async () => {
    const { ctx, say, tenantId } = await makeTalk()
    const mine = await say()
    const stranger = await makeTenant()
    await makeMessage({ tenantId: stranger.id, mode: 'live' })
    await makeMessage({ tenantId, mode: 'test' })
    expect(await idsOf(ctx)).toEqual([idOf(mine)])
  })

  test('no cursor of another tenant’s or of another mode is taken', async () => {
    const { ctx, say, tenantId } = await makeTalk()
    await say()
    await say()
    const cursor = (await listMessages(ctx, { limit: 1 })).next_cursor ?? ''
    const stranger = await makeTalk()
    const otherMode = testContext({ tenantId, mode: 'test' }).ctx
    for (const other of [stranger.ctx, otherMode])
      await expect(listMessages(other, { limit: 1, cursor })).rejects.toMatchObject({
        code: 'validation_failed',
      })
  })
})
