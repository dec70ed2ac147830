import { expect, test } from '../fixtures'
import { randomPhone, wrongCode } from '../support/phone'
import { expectProblem } from '../support/problem'
import { SentOtp } from '../support/shapes'

const under = (key: string) => ({ 'idempotency-key': key })

test.describe('Idempotency-Key', () => {
  test('the same send 20 times at once: one OTP, one message, and nobody is told otherwise', async ({
    api,
    tenant,
    sandbox,
    owner,
  }) => {
    const to = randomPhone()
    const key = tenant.live_key
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => api.post('/otp/send', { to }, { key, headers: under('once') })),
    )
    const accepted = replies.filter(({ status }) => status === 202)
    expect(accepted.length).toBeGreaterThan(0)
    expect(accepted.filter(({ headers }) => headers['idempotency-replayed'] === undefined)).toHaveLength(1)
    expect(new Set(accepted.map(({ text }) => text)).size).toBe(1)
    for (const reply of replies.filter(({ status }) => status !== 202))
      expectProblem(reply, 409, 'idempotency_in_progress')

    const later = await api.post('/otp/send', { to }, { key, headers: under('once') })
    expect(later).toMatchObject({ status: 202, text: accepted[0]?.text })
    const { otp_id } = SentOtp.parse(later.json)
    await sandbox.code(to)
    expect(await sandbox.messages(to)).toHaveLength(1)
    expect(await owner`select 1 from otps where tenant_id = ${tenant.id}`).toHaveLength(1)
    const check = await api.post('/otp/verify', { otp_id, code: await sandbox.code(to) }, { key })
    expect(check.json).toMatchObject({ verified: true })
  })

  test('a guess repeated under its key is one guess, and 50 under 50 keys are three', async ({
    api,
    tenant,
  }) => {
    const to = randomPhone()
    const key = tenant.test_key
    await api.post('/otp/send', { to }, { key })
    const guess = (name: string, code: string) =>
      api.post('/otp/verify', { to, code }, { key, headers: under(name) })
    for (const _ of [1, 2, 3])
      expect((await guess('a', wrongCode('123456'))).json).toMatchObject({ attempts_remaining: 2 })
    const many = await Promise.all(
      Array.from({ length: 50 }, (_, index) => guess(`k${index}`, wrongCode('123456', index + 2))),
    )
    const remaining = many.map(({ json }) => (json as { attempts_remaining: number }).attempts_remaining)
    expect(remaining.filter((left) => left === 1)).toHaveLength(1)
    expect(remaining.filter((left) => left !== 1).every((left) => left === 0)).toBe(true)
    expect((await guess('right', '123456')).json).toMatchObject({
      verified: false,
      reason: 'attempts_exceeded',
    })
  })

  test('the code is nowhere in what is kept, and no dictionary of codes finds its fingerprint', async ({
    api,
    tenant,
    owner,
  }) => {
    const to = randomPhone()
    const key = tenant.test_key
    await api.post('/otp/send', { to }, { key, headers: under('send') })
    await api.post('/otp/verify', { to, code: '123456' }, { key, headers: under('verify') })
    const rows = await owner`select * from idempotency_records where tenant_id = ${tenant.id}`
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toMatch(/123456|eyJ/)
    expect(JSON.stringify(rows)).not.toContain(to.slice(1))
  })

  test('with another body it is refused, and on a GET it means nothing', async ({ api, tenant }) => {
    const key = tenant.test_key
    const first = await api.post('/otp/send', { to: randomPhone() }, { key, headers: under('k') })
    const other = await api.post('/otp/send', { to: randomPhone() }, { key, headers: under('k') })
    expectProblem(other, 422, 'idempotency_key_reused')
    const { otp_id } = SentOtp.parse(first.json)
    for (const _ of [1, 2]) {
      const read = await api.get(`/otp/${otp_id}`, { key, headers: under('k') })
      expect(read).toMatchObject({ status: 200 })
      expect(read.headers['idempotency-replayed']).toBeUndefined()
    }
  })

  test('a key that is empty, too long or not printable ASCII is refused', async ({ api, tenant }) => {
    for (const wrong of ['', 'x'.repeat(256), 'caf\u00e9']) {
      const reply = await api.post(
        '/otp/send',
        { to: randomPhone() },
        { key: tenant.test_key, headers: under(wrong) },
      )
      expectProblem(reply, 400, 'idempotency_key_invalid')
    }
  })
})
