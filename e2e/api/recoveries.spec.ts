import { toTypeId } from '@/lib/core/ids'
import { expect, test } from '../fixtures'
import { feedOf, Recovery } from '../support/feed'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const unknownEndpoint = 'whe_01h2xcejqtf2nbrexx3vqjhp41'
const unknown = 'rcv_01h2xcejqtf2nbrexx3vqjhp41'
const patience = { timeout: 15_000, intervals: [50, 100, 250] }
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

/** An endpoint where nothing answers, and two events that it has not got. */
async function makeOutage(feed: ReturnType<typeof feedOf>) {
  const { id } = await feed.endpoint({ createdAt: hoursAgo(2) })
  await feed.happen()
  await feed.happen({ type: 'otp.sent' })
  return { path: `/webhook-endpoints/${toTypeId('endpoint', id)}/recover`, since: hoursAgo(1).toISOString() }
}

test.describe('POST /api/v1/webhook-endpoints/{id}/recover', () => {
  refusesStrangers({
    method: 'POST',
    path: `/webhook-endpoints/${unknownEndpoint}/recover`,
    lacking: 'read_only',
  })

  test('200: a dry run counts, and sends nothing', async ({ api, owner, tenant }) => {
    const { path, since } = await makeOutage(feedOf(owner, tenant))
    const reply = await api.post(path, { since, dry_run: true }, { key: tenant.live_key })
    expect(reply.status).toBe(200)
    expect(Recovery.parse(reply.json)).toMatchObject({ id: null, dry_run: true, status: null, total: 2 })
    expect(await owner`select 1 from webhook_recoveries where tenant_id = ${tenant.id}`).toEqual([])
  })

  test('202: everything missed is queued, once; 409 while it runs', async ({ api, owner, tenant }) => {
    const key = tenant.live_key
    const { path, since } = await makeOutage(feedOf(owner, tenant))
    const reply = await api.post(path, { since }, { key })
    expect(reply.status).toBe(202)
    const recovery = Recovery.parse(reply.json)
    expect(recovery).toMatchObject({ dry_run: false, status: 'running', total: 2 })
    expectProblem(await api.post(path, { since }, { key }), 409, 'state_conflict')
    const queued = () => owner`
      select 1 from webhook_deliveries where tenant_id = ${tenant.id} and trigger = 'recovery'`
    await expect.poll(async () => (await queued()).length, patience).toBe(2)
    const read = await api.get(`/recoveries/${recovery.id}`, { key })
    expect(Recovery.parse(read.json)).toMatchObject({ id: recovery.id, queued: 2, total: 2 })
    expect(await queued()).toHaveLength(2)
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    owner,
    tenant,
    stranger,
  }) => {
    const [theirs, live] = [
      await makeOutage(feedOf(owner, stranger)),
      await makeOutage(feedOf(owner, tenant)),
    ]
    const paths = [
      theirs.path,
      live.path,
      ...[unknownEndpoint, 'whe_x', '%00'].map((id) => `/webhook-endpoints/${id}/recover`),
    ]
    const body = { since: hoursAgo(1).toISOString() }
    const replies = await Promise.all(paths.map((path) => api.post(path, body, { key: tenant.test_key })))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })

  test('422: a time that is none, to come, or too long ago is refused', async ({ api, owner, tenant }) => {
    const { path } = await makeOutage(feedOf(owner, tenant))
    const times = ['yesterday', hoursAgo(-1).toISOString(), hoursAgo(24 * 31).toISOString()]
    for (const body of [{}, ...times.map((since) => ({ since })), { since: hoursAgo(1), dry_run: 'x' }]) {
      const reply = await api.post(path, body, { key: tenant.live_key })
      expect(expectProblem(reply, 422, 'validation_failed').errors?.length).toBeGreaterThan(0)
    }
  })
})

test.describe('GET /api/v1/recoveries/{id}', () => {
  refusesStrangers({ method: 'GET', path: `/recoveries/${unknown}`, lacking: 'send_only' })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    owner,
    tenant,
    stranger,
  }) => {
    const { path, since } = await makeOutage(feedOf(owner, stranger))
    const recovery = Recovery.parse((await api.post(path, { since }, { key: stranger.live_key })).json)
    const ids = [recovery.id, unknown, 'rcv_x', '%00']
    const replies = await Promise.all(ids.map((id) => api.get(`/recoveries/${id}`, { key: tenant.live_key })))
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    expectProblem(await api.get(`/recoveries/${recovery.id}`, { key: stranger.test_key }), 404, 'not_found')
  })
})

test.describe('POST /api/v1/recoveries/{id}/cancel', () => {
  refusesStrangers({ method: 'POST', path: `/recoveries/${unknown}/cancel`, lacking: 'read_only' })

  test('200: it stops; 409 the second time; 404 for what is not there', async ({ api, owner, tenant }) => {
    const key = tenant.live_key
    const { path, since } = await makeOutage(feedOf(owner, tenant))
    const { id } = Recovery.parse((await api.post(path, { since }, { key })).json)
    const reply = await api.post(`/recoveries/${id}/cancel`, {}, { key })
    expect(reply.status).toBe(200)
    expect(Recovery.parse(reply.json)).toMatchObject({ id, status: 'canceled', ended_at: expect.any(String) })
    expectProblem(await api.post(`/recoveries/${id}/cancel`, {}, { key }), 409, 'state_conflict')
    expectProblem(await api.post(`/recoveries/${unknown}/cancel`, {}, { key }), 404, 'not_found')
  })
})
