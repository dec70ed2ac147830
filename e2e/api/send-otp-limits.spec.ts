import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import { OtpDetail, SentOtp } from '../support/shapes'
import { newTenant } from '../support/tenant'

const ok = 202

test.describe('POST /api/v1/otp/send: 429', () => {
  test('of 20 sends at once to one phone exactly 5 are taken', async ({ api, tenant, sandbox, owner }) => {
    const to = randomPhone()
    const key = tenant.live_key
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => api.post('/otp/send', { to }, { key })),
    )
    const refused = replies.filter(({ status }) => status !== ok)
    expect(refused).toHaveLength(15)
    for (const reply of refused) {
      expect(expectProblem(reply, 429, 'otp_rate_limited').retryable).toBe(true)
      expect(Number(reply.headers['retry-after'])).toBeLessThanOrEqual(3_600)
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(3_500)
    }

    const rows = () => owner<{ status: string; waits: boolean }[]>`
      select o.status, m.status = 'queued' as waits from otps o join messages m on m.otp_id = o.id where o.phone = ${to}`
    await expect.poll(async () => (await rows()).filter(({ waits }) => waits).length).toBe(0)
    const statuses = (await rows()).map(({ status }) => status).sort()
    expect(statuses).toEqual(['pending', 'superseded', 'superseded', 'superseded', 'superseded'])
    expect((await sandbox.messages(to)).length).toBeLessThanOrEqual(5)

    const otps = await Promise.all(
      replies
        .filter(({ status }) => status === ok)
        .map(async ({ json }) =>
          OtpDetail.parse((await api.get(`/otp/${SentOtp.parse(json).otp_id}`, { key })).json),
        ),
    )
    const { otp_id, provider_message_id } = OtpDetail.parse(otps.find(({ status }) => status === 'pending'))
    const code = (await sandbox.messages(to)).find(({ wamid }) => wamid === provider_message_id)?.code
    expect((await api.post('/otp/verify', { otp_id, code }, { key })).json).toMatchObject({ verified: true })
  })

  test('the sixth send within the hour is refused, whatever became of the five', async ({
    api,
    tenant,
    owner,
  }) => {
    const to = randomPhone()
    const key = tenant.test_key
    for (let sent = 0; sent < 5; sent++) {
      expect((await api.post('/otp/send', { to }, { key })).status).toBe(ok)
      if (sent % 2) await api.post('/otp/verify', { to, code: '123456' }, { key })
    }
    expectProblem(await api.post('/otp/send', { to }, { key }), 429, 'otp_rate_limited')
    expect(await owner`select 1 from otps where phone = ${to}`).toHaveLength(5)
  })

  test('another phone, and the other mode, are not held up', async ({ api, tenant }) => {
    const to = randomPhone()
    for (let sent = 0; sent < 5; sent++) await api.post('/otp/send', { to }, { key: tenant.test_key })
    expect((await api.post('/otp/send', { to: randomPhone() }, { key: tenant.test_key })).status).toBe(ok)
    expect((await api.post('/otp/send', { to }, { key: tenant.live_key })).status).toBe(ok)
  })

  test('the window slides: an OTP of an hour ago counts no more', async ({ api, tenant, owner }) => {
    const to = randomPhone()
    const key = tenant.test_key
    for (let sent = 0; sent < 5; sent++) await api.post('/otp/send', { to }, { key })
    await owner`update otps set created_at = created_at - interval '3595 seconds' where phone = ${to}`
    const refused = await api.post('/otp/send', { to }, { key })
    expectProblem(refused, 429, 'otp_rate_limited')
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(5)
    await owner`update otps set created_at = created_at - interval '5 seconds' where phone = ${to}`
    expect((await api.post('/otp/send', { to }, { key })).status).toBe(ok)
  })

  test('a phone gets at most 20 an hour from all tenants together', async ({
    api,
    sandbox,
    tenant,
    pool: _,
  }) => {
    const to = randomPhone()
    const others = await Promise.all(Array.from({ length: 4 }, () => newTenant(sandbox)))
    const sends = others.flatMap(({ live_key: key }) =>
      Array.from({ length: 5 }, () => api.post('/otp/send', { to }, { key })),
    )
    expect((await Promise.all(sends)).map(({ status }) => status)).toEqual(
      Array.from({ length: 20 }, () => ok),
    )
    expectProblem(await api.post('/otp/send', { to }, { key: tenant.live_key }), 429, 'otp_rate_limited')
    expect((await api.post('/otp/send', { to }, { key: tenant.test_key })).status).toBe(ok)
  })
})
