import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { OtpList, SentOtp } from '../support/shapes'

test.describe('GET /api/v1/otp', () => {
  refusesStrangers({ method: 'GET', path: '/otp', lacking: 'send_only' })

  test.describe('200', () => {
    test('newest first, page by page, the whole and nothing of anybody else', async ({
      api,
      tenant,
      stranger,
    }) => {
      const key = tenant.test_key
      const ids: string[] = []
      for (let sent = 0; sent < 5; sent++) {
        await api.post('/otp/send', { to: randomPhone() }, { key: stranger.test_key })
        const reply = await api.post('/otp/send', { to: randomPhone() }, { key })
        ids.unshift(SentOtp.parse(reply.json).otp_id)
      }
      await api.post('/otp/send', { to: randomPhone() }, { key: tenant.live_key })
      const seen: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const cursor = next && `&cursor=${encodeURIComponent(next)}`
        const page = OtpList.parse((await api.get(`/otp?limit=2${cursor}`, { key })).json)
        seen.push(...page.data.map(({ otp_id }) => otp_id))
        expect(page.has_more).toBe(page.next_cursor !== null)
        next = page.next_cursor
      }
      expect(seen).toEqual(ids)
      const whole = OtpList.parse((await api.get('/otp/', { key })).json)
      expect(whole).toMatchObject({ has_more: false, next_cursor: null })
      expect(whole.data).toHaveLength(5)
    })

    test('filters by phone, status and time, alone and together', async ({ api, tenant }) => {
      const key = tenant.test_key
      const to = randomPhone()
      const send = async (phone: string) =>
        SentOtp.parse((await api.post('/otp/send', { to: phone }, { key })).json)
      const first = await send(to)
      const second = await send(to)
      const other = await send(randomPhone())
      const idsOf = async (query: Record<string, string>) => {
        const reply = await api.get(`/otp?${new URLSearchParams(query)}`, { key })
        return OtpList.parse(reply.json).data.map(({ otp_id }) => otp_id)
      }
      expect(await idsOf({ to })).toEqual([second.otp_id, first.otp_id])
      expect(await idsOf({ status: 'superseded' })).toEqual([first.otp_id])
      expect(await idsOf({ to, status: 'pending' })).toEqual([second.otp_id])
      expect(await idsOf({ created_after: other.created_at })).toEqual([other.otp_id])
      expect(await idsOf({ created_before: first.created_at })).toEqual([first.otp_id])
      expect(await idsOf({ created_after: second.created_at, to })).toEqual([second.otp_id])
    })

    test('a number is found however it is written', async ({ api, tenant }) => {
      const key = tenant.test_key
      const end = randomPhone().slice(6, 12)
      await api.post('/otp/send', { to: `+5215512${end}` }, { key })
      const reply = await api.get(`/otp?to=${encodeURIComponent(`+525512${end}`)}`, { key })
      expect(OtpList.parse(reply.json).data).toMatchObject([{ to: `+5215512${end}` }])
    })
  })

  test.describe('422', () => {
    const queries = [
      'limit=0',
      'limit=101',
      'limit=1.5',
      'limit=x',
      'status=done',
      'created_after=yesterday',
      'created_before=2026-01-01',
      'cursor=x',
      'cursor=%00',
      `cursor=${'a'.repeat(201)}`,
      'page=2',
      'status=pending&phone=1',
    ]
    for (const query of queries)
      test(`?${query.slice(0, 40)} is refused`, async ({ api, resident }) => {
        const reply = await api.get(`/otp?${query}`, { key: resident.test_key })
        const problem = expectProblem(reply, 422, 'validation_failed')
        expect(problem.errors?.length).toBeGreaterThan(0)
      })

    test('a number that is none is told the one that was meant', async ({ api, resident }) => {
      const reply = await api.get('/otp?to=14155550100', { key: resident.test_key })
      const problem = expectProblem(reply, 422, 'recipient_invalid')
      expect(problem.errors).toMatchObject([{ path: 'to', fix: 'Did you mean +14155550100?' }])
    })

    test('a cursor of another tenant’s, and of the other mode, is refused', async ({
      api,
      tenant,
      stranger,
    }) => {
      for (let sent = 0; sent < 2; sent++)
        await api.post('/otp/send', { to: randomPhone() }, { key: tenant.test_key })
      const page = OtpList.parse((await api.get('/otp?limit=1', { key: tenant.test_key })).json)
      for (const key of [stranger.test_key, tenant.live_key]) {
        const reply = await api.get(`/otp?cursor=${page.next_cursor}`, { key })
        const problem = expectProblem(reply, 422, 'validation_failed')
        expect(problem.errors).toMatchObject([{ path: 'cursor' }])
      }
    })
  })
})
