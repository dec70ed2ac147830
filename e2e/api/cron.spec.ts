import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { OtpDetail, SentOtp } from '../support/shapes'
import { exchange } from '../support/wire'

const jobs = [
  'mails',
  'expiring-keys',
  'alerts',
  'messages',
  'webhooks',
  'otps',
  'deliveries',
  'sender-checks',
  'sender-notices',
  'endpoints',
  'retention',
  'reseal',
  'audit',
]

test.describe('POST /api/cron/{job}', () => {
  test.describe('200', () => {
    for (const job of jobs) {
      for (const method of ['GET', 'POST']) {
        test(`${method} runs ${job}`, async ({ world }) => {
          const headers = { authorization: `Bearer ${world.cron_secret}` }
          const reply = await exchange(world.app_url, { method, path: `/api/cron/${job}`, headers })
          expect(reply).toMatchObject({ status: 200, json: { job } })
          expect(reply.headers).toMatchObject({
            'cache-control': 'no-store',
            'request-id': expect.stringMatching(/^req_/),
          })
        })
      }
    }

    test('ten runs at once send a message that waits, once', async ({
      world,
      api,
      tenant,
      sandbox,
      owner,
    }) => {
      const to = randomPhone()
      const key = tenant.live_key
      await sandbox.faults({ match: to.slice(1), status: 503, code: 131016, times: 1 })
      const { otp_id } = SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
      const isWaiting = () =>
        owner`select 1 from messages where phone = ${to} and status = 'queued' and attempts = 1`
      await expect.poll(async () => (await isWaiting()).length, { intervals: [20] }).toBe(1)
      const headers = { authorization: `Bearer ${world.cron_secret}` }
      await owner`update messages set due_at = clock_timestamp() where phone = ${to} and status = 'queued'`
      const runs = await Promise.all(
        Array.from({ length: 10 }, () =>
          exchange(world.app_url, { method: 'POST', path: '/api/cron/messages', headers }),
        ),
      )
      expect(new Set(runs.map(({ status }) => status))).toEqual(new Set([200]))
      await sandbox.code(to)
      const read = async () => OtpDetail.parse((await api.get(`/otp/${otp_id}`, { key })).json)
      await expect.poll(async () => (await read()).delivery_status, { timeout: 10_000 }).toBe('delivered')
      expect(await sandbox.messages(to)).toHaveLength(1)
    })
  })

  test.describe('401', () => {
    const attempts: [string, (secret: string) => { headers?: Record<string, string>; query?: string }][] = [
      ['without a secret', () => ({})],
      ['with another secret', () => ({ headers: { authorization: `Bearer ${'x'.repeat(43)}` } })],
      ['with half the secret', (secret) => ({ headers: { authorization: `Bearer ${secret.slice(0, 20)}` } })],
      ['with the secret alone', (secret) => ({ headers: { authorization: secret } })],
      ['with the secret in the query', (secret) => ({ query: `?secret=${secret}` })],
      [
        'as Vercel’s scheduler by name',
        () => ({ headers: { 'user-agent': 'vercel-cron/1.0', 'x-vercel-cron': '1' } }),
      ],
    ]
    for (const [name, attempt] of attempts) {
      test(`${name} nothing runs, and a job that exists cannot be told from one that does not`, async ({
        world,
      }) => {
        const { headers, query = '' } = attempt(world.cron_secret)
        const [known, unknown] = await Promise.all(
          ['messages', 'nothing'].map((job) =>
            exchange(world.app_url, { method: 'POST', path: `/api/cron/${job}${query}`, headers }),
          ),
        )
        if (known) expectProblem(known, 401, 'signature_invalid')
        expect(unknown && withoutRequestId(unknown)).toBe(known && withoutRequestId(known))
      })
    }

    test('an API key is no secret of the scheduler', async ({ world, tenant }) => {
      const headers = { authorization: `Bearer ${tenant.live_key}` }
      expectProblem(
        await exchange(world.app_url, { path: '/api/cron/messages', headers }),
        401,
        'signature_invalid',
      )
    })
  })

  test('404: there is no other job', async ({ world }) => {
    const headers = { authorization: `Bearer ${world.cron_secret}` }
    for (const job of ['nothing', '', 'messages/now', '__proto__', 'constructor'])
      expectProblem(await exchange(world.app_url, { path: `/api/cron/${job}`, headers }), 404, 'not_found')
  })

  test('405: a job is run and nothing else', async ({ world }) => {
    const headers = { authorization: `Bearer ${world.cron_secret}` }
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const reply = await exchange(world.app_url, { method, path: '/api/cron/messages', headers })
      expectProblem(reply, 405, 'method_not_allowed')
      expect(reply.headers.allow).toBe('GET, POST')
    }
  })
})
