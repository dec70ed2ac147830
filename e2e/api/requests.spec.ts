import { z } from 'zod'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { LoggedRequest, LoggedRequestList, SentOtp } from '../support/shapes'
import { exchange } from '../support/wire'

const patience = { timeout: 5_000, intervals: [50, 100, 200] }
const unknown = 'req_01h2xcejqtf2nbrexx3vqjhp41'

/** The log is written behind the answers: a moment later the call is there. */
async function readLogged(api: Api, key: string, id: unknown): Promise<LoggedRequest> {
  const read = () => api.get(`/requests/${id}`, { key })
  await expect.poll(async () => (await read()).status, patience).toBe(200)
  return LoggedRequest.parse((await read()).json)
}

async function list(api: Api, key: string, query = ''): Promise<z.infer<typeof LoggedRequestList>> {
  const reply = await api.get(`/requests${query}`, { key })
  expect(reply.status, reply.text).toBe(200)
  return LoggedRequestList.parse(reply.json)
}

test.describe('GET /api/v1/requests', () => {
  refusesStrangers({ method: 'GET', path: '/requests', lacking: 'send_only' })

  test.describe('200', () => {
    test('a page has what was called, newest first, without what was said', async ({ api, tenant }) => {
      const key = tenant.test_key
      const to = randomPhone()
      const sent = await api.post('/otp/send', { to }, { key })
      const failed = await api.post('/otp/send', { to: '12' }, { key })
      await readLogged(api, key, failed.headers['request-id'])
      const page = await list(api, key, '?method=POST')
      expect(page.data.map(({ id }) => id)).toEqual([
        failed.headers['request-id'],
        sent.headers['request-id'],
      ])
      expect(page).toMatchObject({ has_more: false, next_cursor: null })
      expect(page.data[0]).toMatchObject({
        status: 422,
        error_code: 'recipient_invalid',
        path: '/api/v1/otp/send',
        mode: 'test',
        is_replay: false,
      })
      expect(JSON.stringify(page)).not.toContain(to)
    })

    test('filters narrow it, pages follow each other, and a test key sees no live call', async ({
      api,
      tenant,
    }) => {
      const key = tenant.test_key
      const { otp_id, message_id } = SentOtp.parse(
        (await api.post('/otp/send', { to: randomPhone() }, { key })).json,
      )
      const ids: unknown[] = []
      for (let count = 0; count < 3; count++)
        ids.unshift((await api.get(`/otp/${otp_id}`, { key })).headers['request-id'])
      const missing = await api.get('/otp/otp_x', { key })
      await readLogged(api, key, missing.headers['request-id'])

      const first = await list(api, key, `?object=${otp_id}&limit=2`)
      expect(first).toMatchObject({ has_more: true, data: [{ id: ids[0] }, { id: ids[1] }] })
      const second = await list(api, key, `?object=${otp_id}&limit=2&cursor=${first.next_cursor}`)
      expect(second.data.map(({ path }) => path)).toEqual([`/api/v1/otp/${otp_id}`, '/api/v1/otp/send'])
      const ofMessage = await list(api, key, `?object=${message_id}`)
      expect(ofMessage.data.at(-1)?.path).toBe('/api/v1/otp/send')
      const { api_key_id } = second.data[0] ?? {}
      const only = await list(
        api,
        key,
        `?status=4xx&method=GET&path=/otp/&error_code=not_found&api_key_id=${api_key_id}`,
      )
      expect(only.data.map(({ id }) => id)).toEqual([missing.headers['request-id']])
      expect((await list(api, key, '?status=404&path=/otp')).data).toHaveLength(1)
      expect(
        (await list(api, key, `?created_after=${new Date(Date.now() + 60_000).toISOString()}`)).data,
      ).toEqual([])
      expect((await list(api, tenant.live_key)).data).toEqual([])
    })
  })

  test('422: what cannot be meant is named, all of it at once', async ({ api, tenant, stranger }) => {
    const query =
      '?status=6xx&method=get&path=otp&error_code=x&api_key_id=x&object=x&created_after=now&limit=0&x=1'
    const reply = await api.get(`/requests${query}`, { key: tenant.test_key })
    const { errors = [] } = expectProblem(reply, 422, 'validation_failed')
    expect(errors.map(({ path }) => path).sort()).toEqual(
      [
        'status',
        'method',
        'path',
        'error_code',
        'api_key_id',
        'object',
        'created_after',
        'limit',
        'x',
      ].sort(),
    )
    for (let count = 0; count < 2; count++) await api.get('/otp/otp_x', { key: stranger.test_key })
    await expect
      .poll(async () => (await list(api, stranger.test_key, '?limit=1')).has_more, patience)
      .toBe(true)
    const { next_cursor } = await list(api, stranger.test_key, '?limit=1')
    for (const cursor of [next_cursor, 'x'])
      expectProblem(
        await api.get(`/requests?cursor=${cursor}`, { key: tenant.test_key }),
        422,
        'validation_failed',
      )
  })
})

test.describe('GET /api/v1/requests/{id}', () => {
  refusesStrangers({ method: 'GET', path: `/requests/${unknown}`, lacking: 'send_only' })

  test.describe('200', () => {
    test('a call tells who made it, what was said, and what it was about', async ({ api, tenant }) => {
      const key = tenant.live_key
      const body = { to: randomPhone(), purpose: 'sign-in', metadata: { order: 'A-1' } }
      const headers = { 'idempotency-key': 'order 1', 'user-agent': 'shop/1.0' }
      const sent = await api.post('/otp/send', body, { key, headers })
      const again = await api.post('/otp/send', body, { key, headers })
      const { otp_id, message_id } = SentOtp.parse(sent.json)
      const call = await readLogged(api, key, sent.headers['request-id'])
      expect(call).toMatchObject({
        id: sent.headers['request-id'],
        mode: 'live',
        method: 'POST',
        path: '/api/v1/otp/send',
        status: 202,
        error_code: null,
        user_agent: 'shop/1.0',
        idempotency_key: 'order 1',
        is_replay: false,
        request_body: body,
        response_body: sent.json,
        objects: [
          { id: otp_id, type: 'otp' },
          { id: message_id, type: 'message' },
        ],
      })
      expect(call.address).toMatch(/^127\./)
      expect(await readLogged(api, key, again.headers['request-id'])).toMatchObject({
        is_replay: true,
        status: 202,
      })
    })

    test('a refusal is there with its explanation', async ({ api, tenant }) => {
      const key = tenant.test_key
      const refused = await api.post('/otp/send', { to: '4155550100', colour: 'red' }, { key })
      expect(await readLogged(api, key, refused.headers['request-id'])).toMatchObject({
        status: 422,
        error_code: 'validation_failed',
        request_body: { to: '4155550100', colour: '[redacted]' },
        response_body: refused.json,
        objects: [],
      })
    })

    test('a code and a proof are not in it, however they were sent', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      const to = randomPhone()
      await api.post('/otp/send', { to }, { key })
      const code = await sandbox.code(to)
      const replies = [
        await api.post('/otp/verify', { to, cod: code }, { key }),
        await api.post('/otp/verify', { to, code: Number(code) }, { key }),
        await api.post('/otp/verify', { to: code, code: to }, { key }),
        await api.post('/otp/verify', [code], { key }),
        await api.post(
          '/otp/verify',
          { to, code: ` ${code}` },
          { key, headers: { 'idempotency-key': `v ${code}` } },
        ),
        await api.get(`/otp/${code}?code=${code}`, { key }),
        await api.post('/otp/verify', { to, code }, { key }),
      ]
      expect(replies.at(-1)?.json).toMatchObject({ verified: true })
      const { proof } = z.object({ proof: z.string() }).parse(replies.at(-1)?.json)
      for (const { headers } of replies) {
        const call = JSON.stringify(await readLogged(api, key, headers['request-id']))
        expect(call.replaceAll(/"(id|created_at|api_key_id)":"[^"]*"/g, '')).not.toContain(code)
        expect(call).not.toContain(proof)
      }
    })

    test('the door that serverless hosting uses keeps the same log', async ({ world, api, tenant }) => {
      const reply = await exchange(world.app_url, {
        path: '/x/../api/v1/otp/otp_x',
        headers: { authorization: `Bearer ${tenant.test_key}`, 'user-agent': 'next' },
      })
      expect(await readLogged(api, tenant.test_key, reply.headers['request-id'])).toMatchObject({
        path: '/api/v1/otp/otp_x',
        status: 404,
        user_agent: 'next',
      })
    })
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id are refused in the same words', async ({
    api,
    tenant,
    stranger,
  }) => {
    const call = async (key: string) => {
      const id = (await api.get('/otp/otp_x', { key })).headers['request-id']
      await readLogged(api, key, id)
      return String(id)
    }
    const [theirs, live] = await Promise.all([call(stranger.test_key), call(tenant.live_key)])
    const ids = [
      theirs,
      live,
      unknown,
      theirs.toUpperCase(),
      theirs.replace('req_', 'otp_'),
      '1',
      '%00',
      '%ff',
    ]
    const replies = await Promise.all(ids.map((id) => api.get(`/requests/${id}`, { key: tenant.test_key })))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })
})
