import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { inMinutes, SentMessage, text } from '../support/messages'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const unknown = 'msg_01h2xcejqtf2nbrexx3vqjhp41'

async function schedule(api: Api, key: string) {
  const body = { ...text(randomPhone()), send_at: inMinutes(60) }
  return SentMessage.parse((await api.post('/messages', body, { key })).json)
}

test.describe('POST /api/v1/messages/{id}/cancel', () => {
  refusesStrangers({ method: 'POST', path: `/messages/${unknown}/cancel`, lacking: 'read_only' })

  test('200: a message that waits for its time is taken back', async ({ api, tenant, owner }) => {
    const key = tenant.test_key
    const { id, to } = await schedule(api, key)
    const reply = await api.post(`/messages/${id}/cancel`, {}, { key })
    expect(reply.status).toBe(200)
    expect(SentMessage.parse(reply.json)).toMatchObject({ id, to, status: 'canceled' })
    expect(await owner`select due_at from messages where phone = ${to}`).toEqual([{ due_at: null }])
  })

  test('200: the same Idempotency-Key is answered as the first time; without one, the second is a 409', async ({
    api,
    tenant,
  }) => {
    const key = tenant.test_key
    const { id } = await schedule(api, key)
    const headers = { 'idempotency-key': id }
    const first = await api.post(`/messages/${id}/cancel`, {}, { key, headers })
    const again = await api.post(`/messages/${id}/cancel/`, {}, { key, headers })
    expect([again.status, again.text]).toEqual([200, first.text])
    const late = await api.post(`/messages/${id}/cancel`, {}, { key })
    expect(expectProblem(late, 409, 'state_conflict').detail).toBe('It was canceled already.')
  })

  test('404: another tenant’s, the other mode’s, an unknown and a malformed id look alike', async ({
    api,
    tenant,
    stranger,
  }) => {
    const [theirs, live] = await Promise.all([
      schedule(api, stranger.test_key),
      schedule(api, tenant.live_key),
    ])
    const ids = [theirs.id, live.id, unknown, 'msg_x', '%00', 'x'.repeat(500)]
    const replies = await Promise.all(
      ids.map((id) => api.post(`/messages/${id}/cancel`, {}, { key: tenant.test_key })),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })

  test('409: what was sent is not taken back', async ({ api, tenant, owner }) => {
    const key = tenant.test_key
    const reply = await api.post('/messages', text('+15550100001'), { key })
    const { id } = SentMessage.parse(reply.json)
    const status = () => owner`select status from messages where tenant_id = ${tenant.id}`
    await expect.poll(status, { timeout: 10_000 }).toEqual([{ status: 'delivered' }])
    const late = await api.post(`/messages/${id}/cancel`, {}, { key })
    expect(expectProblem(late, 409, 'state_conflict').detail).toBe('It was delivered already.')
  })
})
