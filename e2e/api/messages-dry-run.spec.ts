import { expect, test } from '../fixtures'
import { openWindow, text } from '../support/messages'
import { randomPhone } from '../support/phone'
import { expectProblem } from '../support/problem'

test.describe('POST /api/v1/messages with dry_run', () => {
  test('200: says what would become of a message, and sends nothing', async ({
    api,
    tenant,
    owner,
    sandbox,
  }) => {
    const to = randomPhone()
    await openWindow(owner, tenant, to)
    const reply = await api.post('/messages', { ...text(to), dry_run: true }, { key: tenant.live_key })
    expect(reply.status).toBe(200)
    expect(reply.json).toMatchObject({
      object: 'message_dry_run',
      mode: 'live',
      to,
      sender_id: tenant.sender_id,
      would_send: true,
      category: 'service',
      window: { open: true },
      limits: { per_second: 80 },
      refusal: null,
    })
    expect(await owner`select 1 from messages where phone = ${to}`).toEqual([])
    expect(await sandbox.messages(to)).toEqual([])
  })

  test('200: what would be refused is told, and not thrown', async ({ api, tenant }) => {
    const reply = await api.post(
      '/messages',
      { ...text(randomPhone()), dry_run: true },
      { key: tenant.live_key },
    )
    expect(reply.status).toBe(200)
    expect(reply.json).toMatchObject({
      would_send: false,
      window: { open: false, expires_at: null },
      refusal: { code: 'window_closed', status: 422, retryable: false },
    })
  })

  test('422: what does not hold is refused as ever', async ({ api, resident }) => {
    const body = { ...text(randomPhone()), text: {}, dry_run: true }
    expectProblem(await api.post('/messages', body, { key: resident.test_key }), 422, 'validation_failed')
  })
})
