import { expect, test } from '../fixtures'
import { refusesBadBodies } from '../support/bad-bodies'
import { inMinutes, openWindow, SentMessage, text } from '../support/messages'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }

test.describe('POST /api/v1/messages', () => {
  refusesStrangers({ method: 'POST', path: '/messages', lacking: 'read_only' })
  refusesBadBodies({ path: '/messages', valid: () => text(randomPhone()), status: 202 })

  test('202: a message is accepted, and arrives on the phone', async ({ api, tenant, sandbox, owner }) => {
    const to = randomPhone()
    await openWindow(owner, tenant, to)
    const body = { ...text(to), metadata: { table: '7' } }
    const reply = await api.post('/messages', body, { key: tenant.live_key })
    expect(reply.status).toBe(202)
    const message = SentMessage.parse(reply.json)
    expect(message).toMatchObject({
      to,
      status: 'queued',
      mode: 'live',
      metadata: { table: '7' },
      used_fallback: false,
    })
    expect(message.content).toEqual(body.text)
    await expect
      .poll(async () => (await sandbox.messages(to)).map((one) => one.text), patience)
      .toEqual([body.text.body])
    const status = () => owner`select status from messages where phone = ${to}`
    await expect.poll(status, patience).toEqual([{ status: 'delivered' }])
  })

  test('202: the path may end with a slash, and every type is taken in test mode', async ({
    api,
    tenant,
  }) => {
    const link = 'https://cdn.example/file'
    const contents = {
      text: { body: 'Hello' },
      image: { link, caption: 'Photo' },
      video: { link },
      audio: { link, voice: true },
      document: { link, filename: 'invoice.pdf' },
      sticker: { link },
      location: { latitude: 38.8977, longitude: -77.0365, name: 'Example Plaza' },
      contacts: [{ name: { formatted_name: 'Lee Sample', first_name: 'Lee' } }],
      interactive: {
        type: 'button',
        body: { text: 'Confirm?' },
        action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
      },
    }
    for (const [type, content] of Object.entries(contents)) {
      const reply = await api.post(
        '/messages/',
        { to: randomPhone(), type, [type]: content },
        { key: tenant.test_key },
      )
      expect([type, reply.status]).toEqual([type, 202])
      expect(SentMessage.parse(reply.json)).toMatchObject({ type, mode: 'test' })
    }
  })

  test('202: the same Idempotency-Key sends one message, and is answered as the first time', async ({
    api,
    tenant,
    owner,
  }) => {
    const body = text(randomPhone())
    const headers = { 'idempotency-key': body.to }
    const [first, second] = [
      await api.post('/messages', body, { key: tenant.test_key, headers }),
      await api.post('/messages', body, { key: tenant.test_key, headers }),
    ]
    expect([first.status, second.status]).toEqual([202, 202])
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(await owner`select 1 from messages where phone = ${body.to}`).toHaveLength(1)
    const other = await api.post('/messages', text(body.to, 'Another'), { key: tenant.test_key, headers })
    expectProblem(other, 422, 'idempotency_key_reused')
  })

  test('202: a message for later waits', async ({ api, tenant }) => {
    const send_at = inMinutes(60)
    const reply = await api.post('/messages', { ...text(randomPhone()), send_at }, { key: tenant.test_key })
    expect(SentMessage.parse(reply.json)).toMatchObject({ status: 'scheduled', send_at })
  })

  test('409: another tenant’s, an unknown and a malformed sender are refused in the same words', async ({
    api,
    tenant,
    stranger,
  }) => {
    const froms = [stranger.sender_id, 'snd_01h2xcejqtf2nbrexx3vqjhp41', 'snd_x', '*']
    const replies = await Promise.all(
      froms.map((from) => api.post('/messages', { ...text(randomPhone()), from }, { key: tenant.test_key })),
    )
    for (const reply of replies) expectProblem(reply, 409, 'no_sender')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })

  test('422: outside the window a free-form message is refused, and leaves nothing', async ({
    api,
    tenant,
    owner,
  }) => {
    const to = randomPhone()
    const problem = expectProblem(
      await api.post('/messages', text(to), { key: tenant.live_key }),
      422,
      'window_closed',
    )
    expect(problem.detail).toMatch(/only templates/)
    expect(await owner`select 1 from messages where phone = ${to}`).toEqual([])
  })

  test('422: a suppressed recipient, and a template that nobody has approved', async ({
    api,
    tenant,
    owner,
  }) => {
    const to = randomPhone()
    await owner`insert into suppressions (tenant_id, mode, person, scope, phone, reason)
      values (${tenant.id}, 'test', ${to}, 'all', ${to}, 'stop')`
    expectProblem(
      await api.post('/messages', text(to), { key: tenant.test_key }),
      422,
      'recipient_suppressed',
    )
    const template = { name: 'unknown', language: { code: 'en_US' } }
    const body = { to: randomPhone(), type: 'template', template }
    const problem = expectProblem(
      await api.post('/messages', body, { key: tenant.test_key }),
      422,
      'template_unusable',
    )
    expect(problem.errors).toEqual([{ path: 'template.name', message: expect.any(String) }])
  })

  test('422: a number that is none is told as that, with what was meant', async ({ api, resident }) => {
    const reply = await api.post('/messages', text('14155550100'), { key: resident.test_key })
    const problem = expectProblem(reply, 422, 'recipient_invalid')
    expect(problem.errors).toEqual([
      expect.objectContaining({ path: 'to', fix: expect.stringMatching(/^Did you mean/) }),
    ])
  })

  test('422: every fault is told at once, with its path and what would be right', async ({
    api,
    resident,
  }) => {
    const interactive = {
      type: 'button',
      body: { text: 'x'.repeat(1_025) },
      action: {
        buttons: [1, 2, 3, 4].map((at) => ({ type: 'reply', reply: { id: 'same', title: `Button ${at}` } })),
      },
    }
    const body = { to: randomPhone(), type: 'interactive', interactive, text: { body: 'x' }, send_at: 'now' }
    const problem = expectProblem(
      await api.post('/messages', body, { key: resident.test_key }),
      422,
      'validation_failed',
    )
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        { path: 'interactive.body.text', message: expect.any(String), fix: 'Shorten it by 1.' },
        expect.objectContaining({ path: 'interactive.action.buttons' }),
        expect.objectContaining({ path: 'interactive.action.buttons.1.reply.id' }),
        expect.objectContaining({ path: 'text' }),
        expect.objectContaining({ path: 'send_at' }),
      ]),
    )
  })
})
