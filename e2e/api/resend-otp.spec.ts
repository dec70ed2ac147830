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

test.describe('POST /api/v1/otp/{id}/resend', () => {
  refusesStrangers({ method: 'POST', path: `/otp/${unknown}/resend`, lacking: 'read_only' })

  test('202: the same code arrives again, under a message of its own, with the same end', async ({
    api,
    tenant,
    sandbox,
  }) => {
    const key = tenant.live_key
    const { otp_id, to, message_id, expires_at } = await send(api, key)
    const code = await sandbox.code(to)
    const reply = await api.post(`/otp/${otp_id}/resend`, {}, { key })
    expect(reply.status).toBe(202)
    const again = KnownOtp.parse(reply.json)
    expect(again).toMatchObject({ otp_id, to, expires_at, status: 'pending', delivery_status: 'queued' })
    expect(again.message_id).not.toBe(message_id)
    expect(await sandbox.code(to, { messages: 2 })).toBe(code)
    const read = async () => OtpDetail.parse((await api.get(`/otp/${otp_id}`, { key })).json)
    await expect.poll(async () => (await read()).delivery_status, patience).toBe('delivered')
    expect(await read()).toMatchObject({ message_id: again.message_id, earlier_message_ids: [message_id] })
    expect((await read()).timeline.map(({ type }) => type)).toContain('resent')
    const check = await api.post('/otp/verify', { otp_id, code }, { key })
    expect(check.json).toMatchObject({ verified: true })
  })

  test('202: with one Idempotency-Key it goes out once', async ({ api, tenant, sandbox }) => {
    const key = tenant.live_key
    const { otp_id, to } = await send(api, key)
    await sandbox.code(to)
    const headers = { 'idempotency-key': otp_id }
    const first = await api.post(`/otp/${otp_id}/resend`, {}, { key, headers })
    const second = await api.post(`/otp/${otp_id}/resend`, {}, { key, headers })
    expect(second.text).toBe(first.text)
    await sandbox.code(to, { messages: 2 })
    const { earlier_message_ids } = OtpDetail.parse((await api.get(`/otp/${otp_id}`, { key })).json)
    expect(earlier_message_ids).toHaveLength(1)
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    tenant,
    stranger,
  }) => {
    const [theirs, live] = await Promise.all([send(api, stranger.test_key), send(api, tenant.live_key)])
    const ids = [theirs.otp_id, live.otp_id, unknown, 'otp_x', '%00']
    const replies = await Promise.all(
      ids.map((id) => api.post(`/otp/${id}/resend`, {}, { key: tenant.test_key })),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })

  test('409: what has ended is not sent again, and says why', async ({ api, tenant }) => {
    const key = tenant.test_key
    const to = randomPhone()
    const first = await send(api, key, to)
    const second = await send(api, key, to)
    await api.post('/otp/verify', { otp_id: second.otp_id, code: '123456' }, { key })
    const details = [
      [first, 'A newer code has taken its place.'],
      [second, 'It was verified already.'],
    ] as const
    for (const [{ otp_id }, detail] of details) {
      const reply = await api.post(`/otp/${otp_id}/resend`, {}, { key })
      expect(expectProblem(reply, 409, 'state_conflict').detail).toBe(detail)
    }
  })

  test('409: a number that was disconnected sends nothing', async ({ api, tenant, owner }) => {
    const { otp_id } = await send(api, tenant.test_key)
    await owner`update senders set status = 'disconnected' where tenant_id = ${tenant.id}`
    const reply = await api.post(`/otp/${otp_id}/resend`, {}, { key: tenant.test_key })
    expectProblem(reply, 409, 'no_sender')
  })

  test('429: of 20 at once four go out after the send, and count toward the phone’s five', async ({
    api,
    tenant,
    sandbox,
  }) => {
    const key = tenant.live_key
    const { otp_id, to } = await send(api, key)
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => api.post(`/otp/${otp_id}/resend`, {}, { key })),
    )
    const refused = replies.filter(({ status }) => status !== 202)
    expect(refused).toHaveLength(16)
    for (const reply of refused) {
      expectProblem(reply, 429, 'otp_rate_limited')
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(3_500)
    }
    await sandbox.code(to, { messages: 5 })
    expectProblem(await api.post('/otp/send', { to }, { key }), 429, 'otp_rate_limited')
  })
})
