import { makeMessage } from '@/db/factories'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { MessageDetail, MessageList } from '../support/message-shapes'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { SentOtp } from '../support/shapes'
import type { Tenant } from '../support/tenant'

const idOf = ({ id }: { id: string }) => toTypeId('message', id)
const patience = { timeout: 10_000, intervals: [50, 100, 250] }

function said(tenant: Tenant, row: Partial<Parameters<typeof makeMessage>[0]> = {}) {
  const senderId = fromTypeId('sender', tenant.sender_id)
  return makeMessage({ tenantId: tenant.id, mode: 'live', senderId, ...row })
}

test.describe('GET /api/v1/messages', () => {
  refusesStrangers({ method: 'GET', path: '/messages', lacking: 'send_only' })

  test.describe('200', () => {
    test('newest first, page by page, the whole and nothing of anybody else', async ({
      api,
      tenant,
      stranger,
    }) => {
      const key = tenant.live_key
      const rows = []
      for (let count = 0; count < 5; count++) {
        await said(stranger)
        rows.unshift(await said(tenant))
      }
      await said(tenant, { mode: 'test', senderId: null })
      const seen: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const cursor = next && `&cursor=${encodeURIComponent(next)}`
        const page = MessageList.parse((await api.get(`/messages?limit=2${cursor}`, { key })).json)
        seen.push(...page.data.map(({ id }) => id))
        expect(page.has_more).toBe(page.next_cursor !== null)
        next = page.next_cursor
      }
      expect(seen).toEqual(rows.map(idOf))
      expect(MessageList.parse((await api.get('/messages/', { key })).json).data).toHaveLength(5)
    })

    test('filters by number, status, type, direction and time', async ({ api, tenant }) => {
      const key = tenant.live_key
      const phone = randomPhone()
      const text = await said(tenant, { phone, status: 'read' })
      const image = await said(tenant, {
        phone,
        type: 'image',
        content: { link: 'https://example.test/a.png' },
      })
      const answer = await said(tenant, { phone, direction: 'inbound' })
      const old = await said(tenant, { createdAt: new Date(Date.now() - 3_600_000) })
      const idsOf = async (query: Record<string, string>) => {
        const reply = await api.get(`/messages?${new URLSearchParams(query)}`, { key })
        return MessageList.parse(reply.json).data.map(({ id }) => id)
      }
      expect(await idsOf({ to: phone })).toEqual([image, text].map(idOf))
      expect(await idsOf({ from: phone })).toEqual([idOf(answer)])
      expect(await idsOf({ status: 'read' })).toEqual([idOf(text)])
      expect(await idsOf({ type: 'image' })).toEqual([idOf(image)])
      expect(await idsOf({ direction: 'inbound' })).toEqual([idOf(answer)])
      expect(await idsOf({ created_before: new Date(Date.now() - 60_000).toISOString() })).toEqual([
        idOf(old),
      ])
      expect(await idsOf({ to: phone, type: 'text', direction: 'outbound' })).toEqual([idOf(text)])
    })
  })

  test.describe('422', () => {
    const queries = [
      'limit=0',
      'limit=101',
      'status=done',
      'direction=both',
      'type=Text',
      'type=',
      'created_after=yesterday',
      'cursor=x',
      'page=2',
    ]
    for (const query of queries)
      test(`?${query} is refused`, async ({ api, resident }) => {
        const reply = await api.get(`/messages?${query}`, { key: resident.test_key })
        expect(expectProblem(reply, 422, 'validation_failed').errors?.length).toBeGreaterThan(0)
      })

    test('a number that is none is told the one that was meant', async ({ api, resident }) => {
      const reply = await api.get('/messages?to=14155550100', { key: resident.test_key })
      const problem = expectProblem(reply, 422, 'recipient_invalid')
      expect(problem.errors).toMatchObject([{ path: 'to', fix: 'Did you mean +14155550100?' }])
    })

    test('a cursor of another tenant’s, and of the other mode, is refused', async ({
      api,
      tenant,
      stranger,
    }) => {
      await said(tenant)
      await said(tenant)
      const page = MessageList.parse((await api.get('/messages?limit=1', { key: tenant.live_key })).json)
      for (const key of [stranger.live_key, tenant.test_key])
        expectProblem(
          await api.get(`/messages?cursor=${page.next_cursor}`, { key }),
          422,
          'validation_failed',
        )
    })
  })
})

test.describe('GET /api/v1/messages/{id}', () => {
  refusesStrangers({ method: 'GET', path: '/messages/msg_01h2xcejqtf2nbrexx3vqjhp41', lacking: 'send_only' })

  test.describe('200', () => {
    test('a message that carried a code tells its way, and never the code', async ({
      api,
      tenant,
      sandbox,
    }) => {
      const key = tenant.live_key
      const to = randomPhone()
      const sent = await api.post('/otp/send', { to }, { key })
      const { message_id, otp_id } = SentOtp.parse(sent.json)
      const code = await sandbox.code(to)
      const read = () => api.get(`/messages/${message_id}`, { key })
      await expect
        .poll(async () => MessageDetail.parse((await read()).json).status, patience)
        .toBe('delivered')
      const reply = await read()
      const message = MessageDetail.parse(reply.json)
      expect(message).toMatchObject({
        direction: 'outbound',
        to,
        type: 'template',
        template: 'otp_copy_code',
        otp_id,
        content: null,
        sender_id: tenant.sender_id,
        window: { open: false, expires_at: null },
        request_id: sent.headers['request-id'],
      })
      expect(message.timeline.map(({ type }) => type)).toEqual(['accepted', 'sent', 'delivered'])
      expect(message.timeline[0]?.offset_ms).toBe(0)
      expect(reply.text).not.toContain(code)
    })

    test('the window is open for 24 hours after the person wrote', async ({ api, tenant, owner }) => {
      const phone = randomPhone()
      const answer = await said(tenant, { phone, direction: 'inbound' })
      await owner`insert into conversations (tenant_id, mode, sender_id, person, last_inbound_at)
        values (${tenant.id}, 'live', ${answer.senderId ?? null}, ${phone}, clock_timestamp() - interval '23 hours')`
      const windowOf = async () =>
        MessageDetail.parse((await api.get(`/messages/${idOf(answer)}`, { key: tenant.live_key })).json)
          .window
      expect((await windowOf())?.open).toBe(true)
      await owner`update conversations set last_inbound_at = clock_timestamp() - interval '25 hours'
        where tenant_id = ${tenant.id}`
      expect((await windowOf())?.open).toBe(false)
    })
  })

  test.describe('404', () => {
    test('another tenant’s, the other mode’s, an unknown and a malformed id are refused in the same words', async ({
      api,
      tenant,
      stranger,
    }) => {
      const theirs = idOf(await said(stranger))
      const test = idOf(await said(tenant, { mode: 'test', senderId: null }))
      const ids = [
        theirs,
        test,
        'msg_01h2xcejqtf2nbrexx3vqjhp41',
        theirs.toUpperCase(),
        theirs.replace('msg_', 'otp_'),
        theirs.slice(0, -1),
        '1',
        '%00',
        '%ff',
        'x'.repeat(2_000),
      ]
      const replies = await Promise.all(ids.map((id) => api.get(`/messages/${id}`, { key: tenant.live_key })))
      for (const reply of replies) expectProblem(reply, 404, 'not_found')
      expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    })
  })
})
