import { expect, test } from '../fixtures'
import { refusesBadBodies } from '../support/bad-bodies'
import { saveGuard } from '../support/guard'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { Guard, GuardBacktest, GuardBlocks, OtpDetail, SentOtp } from '../support/shapes'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }

test.describe('GET /api/v1/otp/guard', () => {
  refusesStrangers({ method: 'GET', path: '/otp/guard', lacking: 'send_only' })

  test('200: the settings of a new workspace watch, in each mode by themselves', async ({
    world,
    api,
    tenant,
  }) => {
    await saveGuard(world, tenant, { enforcement: 'off', hourly_cap: 7 }, 'test')
    const read = async (key: string) => Guard.parse((await api.get('/otp/guard', { key })).json)
    expect(await read(tenant.live_key)).toMatchObject({
      mode: 'live',
      updated_at: null,
      settings: { enforcement: 'monitor', allowed_countries: null, hourly_cap: null },
    })
    const changed = await read(tenant.test_key)
    expect(changed).toMatchObject({ mode: 'test', settings: { enforcement: 'off', hourly_cap: 7 } })
    expect(changed.updated_at).not.toBeNull()
  })
})

test.describe('GET /api/v1/otp/guard/blocks', () => {
  refusesStrangers({ method: 'GET', path: '/otp/guard/blocks', lacking: 'send_only' })

  test('200: what was stopped is listed newest first, page by page, with its reasons', async ({
    world,
    api,
    tenant,
    sandbox,
  }) => {
    await saveGuard(world, tenant, { enforcement: 'enforce', allowed_countries: ['NG'] })
    const key = tenant.live_key
    const phones = [randomPhone(), randomPhone(), randomPhone()]
    const requests: unknown[] = []
    for (const to of phones) {
      const reply = await api.post('/otp/send', { to }, { key, headers: { 'idempotency-key': to } })
      const problem = expectProblem(reply, 403, 'otp_guard_blocked')
      expect(problem).toMatchObject({ retryable: false, title: 'The fraud guard stopped this send' })
      expect(problem.errors).toEqual([{ path: 'to', message: 'The number is in DE; allowed is NG.' }])
      requests.unshift(reply.headers['request-id'])
    }
    const list = async (query = '') =>
      GuardBlocks.parse((await api.get(`/otp/guard/blocks${query}`, { key })).json)
    await expect.poll(async () => (await list()).data.length, patience).toBe(3)
    const first = await list('?limit=2')
    const second = await list(`?limit=2&cursor=${first.next_cursor}`)
    const all = [...first.data, ...second.data]
    expect(all.map(({ request_id }) => request_id)).toEqual(requests)
    expect(all.map(({ to }) => to)).toEqual([...phones].reverse())
    expect(all[0]?.reasons).toMatchObject([{ rule: 'allowed_countries', observed: 'DE', limit: 'NG' }])
    expect([first.has_more, second.has_more, second.next_cursor]).toEqual([true, false, null])
    for (const to of phones) expect(await sandbox.messages(to)).toHaveLength(0)
  })

  test('200: another tenant’s and the other mode’s are not on it', async ({
    world,
    api,
    tenant,
    stranger,
  }) => {
    await saveGuard(world, stranger, { enforcement: 'enforce', allowed_countries: ['NG'] })
    await api.post('/otp/send', { to: randomPhone() }, { key: stranger.live_key })
    const theirs = async (key: string) =>
      GuardBlocks.parse((await api.get('/otp/guard/blocks', { key })).json).data.length
    await expect.poll(() => theirs(stranger.live_key), patience).toBe(1)
    expect(await theirs(stranger.test_key)).toBe(0)
    expect(await theirs(tenant.live_key)).toBe(0)
  })

  test('422: a limit out of bounds, a foreign cursor and an unknown filter', async ({ api, resident }) => {
    const key = resident.live_key
    for (const query of ['limit=0', 'limit=101', 'cursor=x', 'to=%2B14155550100'])
      expectProblem(await api.get(`/otp/guard/blocks?${query}`, { key }), 422, 'validation_failed')
  })
})

test.describe('POST /api/v1/otp/guard/backtest', () => {
  refusesStrangers({ method: 'POST', path: '/otp/guard/backtest', lacking: 'send_only' })
  refusesBadBodies({
    path: '/otp/guard/backtest',
    valid: () => ({ settings: { hourly_cap: 10 }, created_after: new Date().toISOString() }),
    status: 200,
  })

  test('200: says what would have been stopped, and whom that would have kept out', async ({
    api,
    tenant,
  }) => {
    const key = tenant.test_key
    const sent: string[] = []
    for (let send = 0; send < 4; send++) {
      const reply = await api.post('/otp/send', { to: randomPhone() }, { key })
      sent.push(SentOtp.parse(reply.json).otp_id)
    }
    await api.post('/otp/verify', { otp_id: sent[3], code: '123456' }, { key })
    const body = { settings: { hourly_cap: 2 } }
    const report = GuardBacktest.parse((await api.post('/otp/guard/backtest', body, { key })).json)
    expect(report).toMatchObject({
      mode: 'test',
      evaluated: 4,
      truncated: false,
      blocked: 2,
      blocked_ratio: 0.5,
      by_rule: [{ rule: 'hourly_cap', blocked: 2 }],
      verified_blocked: 1,
    })
    expect(report.examples.map(({ otp_id, verified }) => [otp_id, verified])).toEqual([
      [sent[2], false],
      [sent[3], true],
    ])
    expect(Guard.parse((await api.get('/otp/guard', { key })).json).settings.hourly_cap).toBeNull()
  })

  test('422: each wrong setting is named', async ({ api, resident }) => {
    const body = {
      settings: { hourly_cap: 0, allowed_countries: ['XX'], prefix_velocity: { distinct_numbers: 1 } },
      created_after: 'yesterday',
    }
    const reply = await api.post('/otp/guard/backtest', body, { key: resident.test_key })
    const problem = expectProblem(reply, 422, 'validation_failed')
    const paths = problem.errors?.map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining(['settings.hourly_cap', 'settings.allowed_countries.0', 'created_after']),
    )
  })
})

test.describe('a guarded send', () => {
  test('a block of numbers rests, and the answer says for how long', async ({ world, api, tenant }) => {
    const prefix_velocity = { distinct_numbers: 2, window_seconds: 60, rest_seconds: 120 }
    await saveGuard(world, tenant, { enforcement: 'enforce', prefix_velocity })
    const key = tenant.live_key
    const block = randomPhone().slice(0, -4)
    const send = (last: string) => api.post('/otp/send', { to: block + last }, { key })
    expect((await send('0011')).status).toBe(202)
    expect((await send('5011')).status).toBe(202)
    const reply = await send('7011')
    const problem = expectProblem(reply, 403, 'otp_guard_blocked')
    expect(problem.errors?.[0]?.message).toContain(`the 3rd number of the block ${block}xxxx`)
    expect(Number(reply.headers['retry-after'])).toBe(120)
  })

  test('of many sends at once with one left to the cap one passes', async ({ world, api, tenant }) => {
    await saveGuard(world, tenant, { enforcement: 'enforce', daily_cap: 1 })
    const replies = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.post('/otp/send', { to: randomPhone() }, { key: tenant.live_key }),
      ),
    )
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(1)
    const refused = replies.filter(({ status }) => status !== 202)
    for (const reply of refused) expectProblem(reply, 403, 'otp_guard_blocked')
    expect(new Set(refused.map(withoutRequestId)).size).toBe(1)
  })

  test('where the guard only watches, the OTP says afterwards what it had against it', async ({
    world,
    api,
    tenant,
  }) => {
    await saveGuard(world, tenant, { allowed_countries: ['NG'] }, 'test')
    const key = tenant.test_key
    const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to: randomPhone() }, { key })).json)
    const read = async () => OtpDetail.parse((await api.get(`/otp/${otp_id}`, { key })).json)
    await expect.poll(async () => (await read()).guard, patience).not.toBeNull()
    expect((await read()).guard?.reasons).toMatchObject([{ rule: 'allowed_countries' }])
  })
})
