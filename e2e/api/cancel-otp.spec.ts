import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { KnownOtp, OtpDetail, SentOtp } from '../support/shapes'

const unknown = 'otp_01h2xcejqtf2nbrexx3vqjhp41'
const patience = { timeout: 10_000, intervals: [50, 100, 250] }

async function send(api: Api, key: string, to = randomPhone()) {
  return SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
}

test.describe('POST /api/v1/otp/{id}/cancel', () => {
  refusesStrangers({ method: 'POST', path: `/otp/${unknown}/cancel`, lacking: 'read_only' })

  test('200: a canceled OTP takes no code, and says so', async ({ api, tenant, sandbox }) => {
    const key = tenant.live_key
    const { otp_id, to } = await send(api, key)
    const code = await sandbox.code(to)
    const canceled = await api.post(`/otp/${otp_id}/cancel`, {}, { key })
    expect(canceled.status).toBe(200)
    expect(KnownOtp.parse(canceled.json)).toMatchObject({ otp_id, to, status: 'canceled', failure: null })
    const check = await api.post('/otp/verify', { otp_id, code }, { key })
    expect(check.json).toMatchObject({ verified: false, reason: 'canceled' })
    const { timeline } = OtpDetail.parse((await api.get(`/otp/${otp_id}`, { key })).json)
    expect(timeline.map(({ type }) => type)).toContain('canceled')
  })

  test('200: without a body and with a slash at the end', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { otp_id } = await send(api, key)
    expect((await api.call('POST', `/otp/${otp_id}/cancel/`, { key })).status).toBe(200)
  })

  test('200: a message that still waits is not sent', async ({ api, tenant, sandbox, owner }) => {
    const key = tenant.live_key
    const to = randomPhone()
    await sandbox.faults({ match: to, status: 503 })
    const { otp_id, message_id } = await send(api, key, to)
    const waiting = () =>
      owner`select 1 from messages where phone = ${to} and due_at < created_at + interval '30 s'`
    await expect.poll(async () => (await waiting()).length, patience).toBe(1)
    await owner`update messages set due_at = clock_timestamp() + interval '2 s' where phone = ${to}`
    const canceled = await api.post(`/otp/${otp_id}/cancel`, {}, { key })
    expect(canceled.json).toMatchObject({ status: 'canceled', message_id })
    const status = () => owner`select status from messages where phone = ${to}`
    await expect.poll(status, patience).toEqual([{ status: 'canceled' }])
    expect(await sandbox.messages(to)).toEqual([])
  })

  test('200: the same Idempotency-Key is answered as the first time', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { otp_id } = await send(api, key)
    const headers = { 'idempotency-key': otp_id }
    const [first, second] = [
      await api.post(`/otp/${otp_id}/cancel`, {}, { key, headers }),
      await api.post(`/otp/${otp_id}/cancel`, {}, { key, headers }),
    ]
    expect(second.status).toBe(200)
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    tenant,
    stranger,
  }) => {
    const [theirs, live] = await Promise.all([send(api, stranger.test_key), send(api, tenant.live_key)])
    const ids = [theirs.otp_id, live.otp_id, unknown, 'otp_x', '%00', 'x'.repeat(500)]
    const replies = await Promise.all(
      ids.map((id) => api.post(`/otp/${id}/cancel`, {}, { key: tenant.test_key })),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    const kept = await api.get(`/otp/${theirs.otp_id}`, { key: stranger.test_key })
    expect(kept.json).toMatchObject({ status: 'pending' })
  })

  test('409: what has ended cannot be canceled, and says why', async ({ api, tenant, owner }) => {
    const key = tenant.test_key
    const [verified, expired, canceled] = await Promise.all([send(api, key), send(api, key), send(api, key)])
    await api.post('/otp/verify', { otp_id: verified.otp_id, code: '123456' }, { key })
    await owner`update otps set expires_at = clock_timestamp() where phone = ${expired.to}`
    await api.post(`/otp/${canceled.otp_id}/cancel`, {}, { key })
    const details = [
      [verified, 'It was verified already.'],
      [expired, 'It has expired.'],
      [canceled, 'It was canceled already.'],
    ] as const
    for (const [{ otp_id }, detail] of details) {
      const reply = await api.post(`/otp/${otp_id}/cancel`, {}, { key })
      expect(expectProblem(reply, 409, 'state_conflict').detail).toBe(detail)
    }
  })
})
