import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { KnownOtp, SentOtp } from '../support/shapes'

const unknown = 'otp_01h2xcejqtf2nbrexx3vqjhp41'

test.describe('POST /api/v1/otp/{id}/expire', () => {
  refusesStrangers({ method: 'POST', path: `/otp/${unknown}/expire`, lacking: 'read_only' })

  test('200: a test OTP expires at once, and an event says so', async ({ api, tenant, owner }) => {
    const key = tenant.test_key
    const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to: '+15550100001' }, { key })).json)
    const reply = await api.post(`/otp/${otp_id}/expire`, {}, { key })
    expect(reply.status).toBe(200)
    const { status, expires_at } = KnownOtp.parse(reply.json)
    expect(status).toBe('expired')
    expect(Date.parse(expires_at)).toBeLessThanOrEqual(Date.now() + 1_000)
    const check = await api.post('/otp/verify', { otp_id, code: '123456' }, { key })
    expect(check.json).toMatchObject({ verified: false, reason: 'expired' })
    const events = await owner`select 1 from events where subject_id = ${otp_id} and type = 'otp.expired'`
    expect(events).toHaveLength(1)
  })

  test('404: what is not theirs is not there', async ({ api, tenant, stranger }) => {
    const sent = await api.post('/otp/send', { to: randomPhone() }, { key: stranger.test_key })
    for (const id of [SentOtp.parse(sent.json).otp_id, unknown, 'otp_x'])
      expectProblem(await api.post(`/otp/${id}/expire`, {}, { key: tenant.test_key }), 404, 'not_found')
  })

  test('409: a live OTP keeps its time, and one that has ended cannot expire', async ({ api, tenant }) => {
    const live = await api.post('/otp/send', { to: randomPhone() }, { key: tenant.live_key })
    const id = SentOtp.parse(live.json).otp_id
    expectProblem(await api.post(`/otp/${id}/expire`, {}, { key: tenant.live_key }), 409, 'state_conflict')
    const key = tenant.test_key
    const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to: randomPhone() }, { key })).json)
    await api.post(`/otp/${otp_id}/expire`, {}, { key })
    const again = await api.post(`/otp/${otp_id}/expire`, {}, { key })
    expect(expectProblem(again, 409, 'state_conflict').detail).toBe('It has expired.')
  })
})
