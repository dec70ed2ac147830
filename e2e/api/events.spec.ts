import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { Event, EventList, feedOf } from '../support/feed'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const evt = ({ id }: { id: string }) => toTypeId('event', id)
const unknown = 'evt_01h2xcejqtf2nbrexx3vqjhp41'

test.describe('GET /api/v1/events', () => {
  refusesStrangers({ method: 'GET', path: '/events', lacking: 'send_only' })

  test.describe('200', () => {
    test('newest first, page by page, the whole and nothing of anybody else', async ({
      api,
      owner,
      tenant,
      stranger,
    }) => {
      const key = tenant.live_key
      const mine = feedOf(owner, tenant)
      const rows: { id: string }[] = []
      for (const type of ['otp.sent', 'otp.verified', 'message.sent', 'otp.sent', 'otp.failed']) {
        await feedOf(owner, stranger).happen()
        rows.unshift(await mine.happen({ type }))
      }
      await mine.happen({ mode: 'test' })
      const seen: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const cursor = next && `&cursor=${encodeURIComponent(next)}`
        const page = EventList.parse((await api.get(`/events?limit=2${cursor}`, { key })).json)
        seen.push(...page.data.map(({ id }) => id))
        expect(page.has_more).toBe(page.next_cursor !== null)
        next = page.next_cursor
      }
      expect(seen).toEqual(rows.map(evt))
      expect(EventList.parse((await api.get('/events/', { key })).json).data).toHaveLength(5)
    })

    test('filters by type and time', async ({ api, owner, tenant }) => {
      const key = tenant.live_key
      const { happen } = feedOf(owner, tenant)
      const old = await happen({ type: 'otp.sent', createdAt: new Date(Date.now() - 30_000) })
      const young = await happen()
      const idsOf = async (query: Record<string, string>) => {
        const reply = await api.get(`/events?${new URLSearchParams(query)}`, { key })
        return EventList.parse(reply.json).data.map(({ id }) => id)
      }
      const between = new Date(Date.now() - 15_000).toISOString()
      expect(await idsOf({ type: 'otp.sent' })).toEqual([evt(old)])
      expect(await idsOf({ created_after: between })).toEqual([evt(young)])
      expect(await idsOf({ created_before: between })).toEqual([evt(old)])
    })

    test('pulled with order=asc: a cursor for ever, which skips nothing', async ({ api, owner, tenant }) => {
      const key = tenant.live_key
      const { happen } = feedOf(owner, tenant)
      const pull = async (cursor?: string | null) => {
        const query = new URLSearchParams({ order: 'asc', limit: '2', ...(cursor ? { cursor } : {}) })
        return EventList.parse((await api.get(`/events?${query}`, { key })).json)
      }
      const nothing = await pull()
      expect(nothing).toMatchObject({ data: [], has_more: false, next_cursor: expect.any(String) })
      const rows = [await happen(), await happen(), await happen()]
      const first = await pull(nothing.next_cursor)
      const second = await pull(first.next_cursor)
      expect([first.has_more, second.has_more]).toEqual([true, false])
      expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(rows.map(evt))
      const end = await pull(second.next_cursor)
      expect(end).toMatchObject({ data: [], has_more: false, next_cursor: second.next_cursor })
      const late = await happen()
      expect((await pull(end.next_cursor)).data.map(({ id }) => id)).toEqual([evt(late)])
    })
  })

  test.describe('422', () => {
    for (const query of [
      'limit=0',
      'limit=101',
      'type=otp',
      'order=up',
      'created_after=x',
      'cursor=x',
      'page=2',
    ])
      test(`?${query} is refused`, async ({ api, resident }) => {
        const reply = await api.get(`/events?${query}`, { key: resident.test_key })
        expect(expectProblem(reply, 422, 'validation_failed').errors?.length).toBeGreaterThan(0)
      })

    test('a cursor of the other order, another tenant’s, and of the other mode, is refused', async ({
      api,
      tenant,
      stranger,
    }) => {
      const page = EventList.parse((await api.get('/events?order=asc', { key: tenant.live_key })).json)
      const cursor = encodeURIComponent(page.next_cursor ?? '')
      for (const [key, order] of [
        [tenant.live_key, 'desc'],
        [tenant.test_key, 'asc'],
        [stranger.live_key, 'asc'],
      ])
        expectProblem(
          await api.get(`/events?order=${order}&cursor=${cursor}`, { key }),
          422,
          'validation_failed',
        )
    })
  })
})

test.describe('GET /api/v1/events/{id}', () => {
  refusesStrangers({ method: 'GET', path: `/events/${unknown}`, lacking: 'send_only' })

  test('200: the event, as it is posted', async ({ api, owner, tenant }) => {
    const data = { object: 'otp', otp_id: 'otp_1', to: '+14155550100' }
    const row = await feedOf(owner, tenant).happen({ data })
    const reply = await api.get(`/events/${evt(row)}`, { key: tenant.live_key })
    expect(reply.status).toBe(200)
    expect(Event.parse(reply.json)).toMatchObject({ id: evt(row), type: 'otp.verified', mode: 'live', data })
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    owner,
    tenant,
    stranger,
  }) => {
    const theirs = await feedOf(owner, stranger).happen()
    const live = await feedOf(owner, tenant).happen()
    const ids = [evt(theirs), evt(live), unknown, 'evt_x', '%00', 'x'.repeat(500)]
    const replies = await Promise.all(ids.map((id) => api.get(`/events/${id}`, { key: tenant.test_key })))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})
