import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import { OtpDetail, SentOtp } from '../support/shapes'

const patience = { timeout: 15_000, intervals: [50, 100, 250] }

async function send(api: Api, key: string, to: string) {
  return SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
}

async function read(api: Api, key: string, id: string) {
  return OtpDetail.parse((await api.get(`/otp/${id}`, { key })).json)
}

test.describe('Test mode', () => {
  for (const length of [4, 5, 6, 7, 8]) {
    test(`the code of ${length} digits is the first ${length} of 12345678`, async ({ api, tenant }) => {
      const key = tenant.test_key
      const to = randomPhone()
      await api.post('/otp/send', { to, code_length: length }, { key })
      const check = await api.post('/otp/verify', { to, code: '12345678'.slice(0, length) }, { key })
      expect(check.json).toMatchObject({ verified: true })
    })
  }

  test('nothing reaches Meta or a phone', async ({ api, tenant, sandbox, owner }) => {
    const to = randomPhone()
    await send(api, tenant.test_key, to)
    const status = () => owner`select status from messages where phone = ${to}`
    await expect.poll(status, patience).toEqual([{ status: 'delivered' }])
    expect(await sandbox.messages(to)).toEqual([])
  })

  test('any number is delivered after a second', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { otp_id } = await send(api, key, randomPhone())
    await expect.poll(async () => (await read(api, key, otp_id)).delivery_status, patience).toBe('delivered')
    const { timeline, status } = await read(api, key, otp_id)
    expect(timeline.map(({ type }) => type)).toEqual(['accepted', 'sent', 'delivered'])
    expect(timeline.at(-1)?.offset_ms).toBeGreaterThanOrEqual(1_000)
    expect(status).toBe('pending')
  })

  test('…001 is delivered', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { otp_id } = await send(api, key, '+15550100001')
    await expect.poll(async () => (await read(api, key, otp_id)).delivery_status, patience).toBe('delivered')
  })

  test('…002 is undeliverable, and says who must act', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { otp_id } = await send(api, key, '+15550100002')
    await expect.poll(async () => (await read(api, key, otp_id)).status, patience).toBe('failed')
    const { failure, delivery_status } = await read(api, key, otp_id)
    expect(delivery_status).toBe('failed')
    expect(failure).toMatchObject({
      code: 'delivery_failed',
      provider_code: 131026,
      actor: 'recipient',
      retryable: false,
    })
    const check = await api.post('/otp/verify', { otp_id, code: '123456' }, { key })
    expect(check.json).toMatchObject({ verified: false, attempts_remaining: 0 })
  })

  test('…003 is sent, and nothing will ever report more', async ({ api, tenant, owner }) => {
    const key = tenant.test_key
    const { otp_id } = await send(api, key, '+15550100003')
    await expect.poll(async () => (await read(api, key, otp_id)).delivery_status, patience).toBe('sent')
    const due = await owner`select due_at from messages where tenant_id = ${tenant.id}`
    expect(due).toEqual([{ due_at: null }])
    const check = await api.post('/otp/verify', { otp_id, code: '123456' }, { key })
    expect(check.json).toMatchObject({ verified: true })
  })

  test('…004 expires after five seconds', async ({ api, tenant }) => {
    const key = tenant.test_key
    const otp = await send(api, key, '+15550100004')
    expect(Date.parse(otp.expires_at) - Date.parse(otp.created_at)).toBe(5_000)
    await expect.poll(async () => (await read(api, key, otp.otp_id)).status, patience).toBe('expired')
    const check = await api.post('/otp/verify', { otp_id: otp.otp_id, code: '123456' }, { key })
    expect(check.json).toMatchObject({ verified: false, reason: 'expired', attempts_remaining: 0 })
  })

  test('…005 is rate limited from the first send on', async ({ api, tenant, owner }) => {
    const reply = await api.post('/otp/send', { to: '+15550100005' }, { key: tenant.test_key })
    expectProblem(reply, 429, 'otp_rate_limited')
    expect(await owner`select 1 from otps where tenant_id = ${tenant.id}`).toHaveLength(0)
  })

  test('…006 meets a provider that is down, and gets through', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { otp_id } = await send(api, key, '+15550100006')
    await expect.poll(async () => (await read(api, key, otp_id)).delivery_status, patience).toBe('delivered')
    expect((await read(api, key, otp_id)).failure).toBeNull()
  })

  test('the magic numbers are ordinary ones in live mode', async ({ api, tenant, sandbox }) => {
    const reply = await api.post('/otp/send', { to: '+15550100005' }, { key: tenant.live_key })
    expect([202, 429]).toContain(reply.status)
    if (reply.status === 202)
      await expect.poll(async () => (await sandbox.messages('+15550100005')).length).toBeGreaterThan(0)
  })

  test('what belongs to one mode is not there in the other', async ({ api, tenant }) => {
    const to = randomPhone()
    const { otp_id } = await send(api, tenant.test_key, to)
    const key = tenant.live_key
    expectProblem(await api.get(`/otp/${otp_id}`, { key }), 404, 'not_found')
    expectProblem(await api.post('/otp/verify', { otp_id, code: '123456' }, { key }), 404, 'not_found')
    const byPhone = await api.post('/otp/verify', { to, code: '123456' }, { key })
    expect(byPhone.json).toMatchObject({ verified: false, reason: 'no_active_otp' })
    expect(await read(api, tenant.test_key, otp_id)).toMatchObject({ mode: 'test', attempts_remaining: 3 })
  })
})
