import { expect, test } from '../fixtures'
import { refusesBadBodies } from '../support/bad-bodies'
import { MessageBatch, openWindow, text } from '../support/messages'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }

test.describe('POST /api/v1/messages/batch', () => {
  refusesStrangers({ method: 'POST', path: '/messages/batch', lacking: 'read_only' })
  refusesBadBodies({
    path: '/messages/batch',
    valid: () => ({ messages: [text(randomPhone())] }),
    status: 202,
  })

  test('202: each message is accepted or refused by itself, and those accepted arrive', async ({
    api,
    tenant,
    owner,
    sandbox,
  }) => {
    const [open, closed] = [randomPhone(), randomPhone()]
    await openWindow(owner, tenant, open)
    const messages = [text(open, 'One'), text(closed), text('12025550141'), { to: open }, text(open, 'Two')]
    const reply = await api.post('/messages/batch', { messages }, { key: tenant.live_key })
    expect(reply.status).toBe(202)
    const batch = MessageBatch.parse(reply.json)
    expect(batch).toMatchObject({ mode: 'live', accepted: 2, refused: 3 })
    expect(batch.data.map(({ message, refusal }) => message?.status ?? refusal?.code)).toEqual([
      'queued',
      'window_closed',
      'recipient_invalid',
      'validation_failed',
      'queued',
    ])
    const arrived = async () => (await sandbox.messages(open)).map((one) => one.text).sort()
    await expect.poll(arrived, patience).toEqual(['One', 'Two'])
  })

  test('202: a hundred, and the same Idempotency-Key makes no more of them', async ({
    api,
    tenant,
    owner,
  }) => {
    const messages = Array.from({ length: 100 }, () => text(randomPhone(), 'x'))
    const headers = { 'idempotency-key': `batch-${tenant.id}` }
    for (let time = 0; time < 2; time++) {
      const reply = await api.post('/messages/batch', { messages }, { key: tenant.test_key, headers })
      expect(MessageBatch.parse(reply.json)).toMatchObject({ accepted: 100, refused: 0 })
    }
    const [row] = await owner`select count(*)::int as rows from messages where tenant_id = ${tenant.id}`
    expect(row?.rows).toBe(100)
  })

  test('422: none, and more than a hundred', async ({ api, resident }) => {
    for (const messages of [[], Array(101).fill({})]) {
      const reply = await api.post('/messages/batch', { messages }, { key: resident.test_key })
      expect(expectProblem(reply, 422, 'validation_failed').errors).toMatchObject([{ path: 'messages' }])
    }
  })
})
