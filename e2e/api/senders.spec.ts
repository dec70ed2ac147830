import { makeApiKey, makeSender } from '@/db/factories'
import { fromTypeId } from '@/lib/core/ids'
import { SenderList, SenderObject } from '@/lib/senders/readiness-schema'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const unknown = 'snd_01h2xcejqtf2nbrexx3vqjhp41'

async function list(api: Api, key: string, query = '') {
  const reply = await api.get(`/senders${query}`, { key })
  expect(reply.status, reply.text).toBe(200)
  return SenderList.parse(reply.json)
}

test.describe('GET /api/v1/senders', () => {
  refusesStrangers({ method: 'GET', path: '/senders', lacking: 'send_only' })

  test.describe('200', () => {
    test('the numbers of the key’s mode, newest first, page by page, and nobody else’s', async ({
      api,
      tenant,
      stranger,
    }) => {
      const common = { tenantId: tenant.id, mode: 'live', isPrimary: false } as const
      for (let count = 0; count < 3; count++) await makeSender({ ...common, phone: randomPhone() })
      const seen: string[] = []
      let next: string | null = ''
      while (next !== null) {
        const cursor: string = next && `&cursor=${encodeURIComponent(next)}`
        const page = await list(api, tenant.live_key, `?limit=2${cursor}`)
        expect(page.has_more).toBe(page.next_cursor !== null)
        seen.push(...page.data.map(({ id }) => id))
        next = page.next_cursor
      }
      expect(seen).toHaveLength(4)
      expect(seen).toEqual([...seen].sort().reverse())
      expect(seen.at(-1)).toBe(tenant.sender_id)
      expect(seen).not.toContain(stranger.sender_id)
      const testing = await list(api, tenant.test_key)
      expect(testing.data).toMatchObject([{ mode: 'test', phone: tenant.sender_phone, can_send_otp: true }])
      expect(seen).not.toContain(testing.data[0]?.id)
    })

    test('a key that is bound to one number sees that one alone', async ({ api, tenant }) => {
      const other = await makeSender({ tenantId: tenant.id, mode: 'live', isPrimary: false })
      const senderId = fromTypeId('sender', tenant.sender_id) ?? undefined
      const { key } = await makeApiKey({ tenantId: tenant.id, mode: 'live', ...(senderId && { senderId }) })
      expect((await list(api, key)).data.map(({ id }) => id)).toEqual([tenant.sender_id])
      const whole = await list(api, tenant.live_key)
      const hidden = whole.data.find(({ phone }) => phone === other.phone)
      expectProblem(await api.get(`/senders/${hidden?.id}`, { key }), 404, 'not_found')
      expect((await api.get(`/senders/${tenant.sender_id}`, { key })).status).toBe(200)
    })
  })

  test('422: what cannot be meant is named, all of it at once', async ({ api, tenant }) => {
    const reply = await api.get('/senders?limit=0&status=connected', { key: tenant.live_key })
    const { errors = [] } = expectProblem(reply, 422, 'validation_failed')
    expect(errors.map(({ path }) => path).sort()).toEqual(['limit', 'status'])
    expectProblem(await api.get('/senders?cursor=x', { key: tenant.live_key }), 422, 'validation_failed')
  })
})

test.describe('GET /api/v1/senders/{id}', () => {
  refusesStrangers({ method: 'GET', path: `/senders/${unknown}`, lacking: 'send_only' })

  test('200: a number with all that has to hold, and what stands in its way', async ({
    api,
    tenant,
    owner,
  }) => {
    const read = async () =>
      SenderObject.parse((await api.get(`/senders/${tenant.sender_id}`, { key: tenant.live_key })).json)
    const ready = await read()
    expect(ready).toMatchObject({
      object: 'sender',
      mode: 'live',
      display_name: 'Kestrel',
      phone: tenant.sender_phone,
      status: 'connected',
      quality: 'GREEN',
      messaging_limit: { tier: 'TIER_2K', people_per_day: 2_000 },
      is_primary: true,
      can_send_otp: true,
    })
    expect(ready.readiness.map(({ check }) => check)).toContain('business_verification')

    await owner`update whatsapp_accounts set messaging_limit = 'TIER_250', verification_status = 'PENDING'
      where tenant_id = ${tenant.id}`
    const waiting = await read()
    expect(waiting.can_send_otp).toBe(false)
    expect(waiting.readiness.find(({ check }) => check === 'messaging_limit')).toMatchObject({
      state: 'waiting',
      actor: 'meta',
      blocks_otps: true,
    })
  })

  test('404: another’s, another mode’s, an unknown and a malformed id look the same', async ({
    api,
    tenant,
    stranger,
  }) => {
    const key = tenant.live_key
    const testing = await list(api, tenant.test_key)
    const ids = [
      unknown,
      'snd_x',
      stranger.sender_id,
      testing.data[0]?.id,
      tenant.sender_id.replace('snd', 'otp'),
    ]
    const replies = await Promise.all(ids.map((id) => api.get(`/senders/${id}`, { key })))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})
