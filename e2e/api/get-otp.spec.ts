import { createHash } from 'node:crypto'
import { expect, test } from '../fixtures'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { OtpDetail, SentOtp } from '../support/shapes'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }

test.describe('GET /api/v1/otp/{id}', () => {
  refusesStrangers({ method: 'GET', path: '/otp/otp_01h2xcejqtf2nbrexx3vqjhp41', lacking: 'send_only' })

  test.describe('200', () => {
    test('the timeline tells how the code travelled', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      const to = randomPhone()
      const sent = await api.post('/otp/send', { to, purpose: 'sign-in' }, { key })
      const { otp_id, message_id } = SentOtp.parse(sent.json)
      const code = await sandbox.code(to)
      const read = async () => OtpDetail.parse((await api.get(`/otp/${otp_id}`, { key })).json)
      await expect.poll(async () => (await read()).delivery_status, patience).toBe('delivered')
      await api.post('/otp/verify', { otp_id, code }, { key })

      const otp = await read()
      const [message] = await sandbox.messages(to)
      expect(otp).toMatchObject({
        status: 'verified',
        to,
        message_id,
        mode: 'live',
        code_length: 6,
        template: 'otp_copy_code',
        language: 'de',
        purpose: 'sign-in',
        attempts_remaining: 2,
        failure: null,
        request_id: sent.headers['request-id'],
        provider_message_id: message?.wamid,
      })
      expect(otp.timeline.map(({ type }) => type)).toEqual(['accepted', 'sent', 'delivered', 'verified'])
      const offsets = otp.timeline.map(({ offset_ms }) => offset_ms)
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
      expect(offsets[0]).toBe(0)
      expect(otp.timeline.at(-1)?.at).toBe(otp.verified_at)
    })

    test('the path may end with a slash', async ({ api, tenant }) => {
      const sent = await api.post('/otp/send', { to: randomPhone() }, { key: tenant.test_key })
      const { otp_id } = SentOtp.parse(sent.json)
      const reply = await api.get(`/otp/${otp_id}/`, { key: tenant.test_key })
      expect(OtpDetail.parse(reply.json).otp_id).toBe(otp_id)
    })

    test('the code is in no answer, whatever is asked', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      const to = randomPhone()
      const sent = await api.post('/otp/send', { to }, { key })
      const { otp_id } = SentOtp.parse(sent.json)
      const code = await sandbox.code(to)
      const replies = [
        sent,
        await api.get(`/otp/${otp_id}`, { key }),
        await api.post('/otp/verify', { to, code: `${code}00` }, { key }),
        await api.post('/otp/verify', { to, code: Number(code) }, { key }),
        await api.post('/otp/verify', { to, code: `${code}x` }, { key }),
        await api.post('/otp/verify', { to, code }, { key }),
        await api.post('/otp/verify', { to, code }, { key }),
        await api.get(`/otp/${otp_id}`, { key }),
      ]
      const secrets = [code, createHash('sha256').update(code).digest('hex'), btoa(code)]
      for (const { text, headers } of replies)
        for (const secret of secrets) expect(text + JSON.stringify(headers)).not.toContain(secret)
    })
  })

  test.describe('404', () => {
    test('another tenant’s, the other mode’s, an unknown and a malformed id are refused in the same words', async ({
      api,
      tenant,
      stranger,
    }) => {
      const send = async (key: string) =>
        SentOtp.parse((await api.post('/otp/send', { to: randomPhone() }, { key })).json).otp_id
      const [theirs, live] = await Promise.all([send(stranger.test_key), send(tenant.live_key)])
      const ids = [
        theirs,
        live,
        'otp_01h2xcejqtf2nbrexx3vqjhp41',
        'otp_8zzzzzzzzzzzzzzzzzzzzzzzzz',
        theirs.toUpperCase(),
        theirs.replace('otp_', 'msg_'),
        theirs.slice(0, -1),
        `${theirs}0`,
        '1',
        '%00',
        '%ff',
        '..%2fotp',
        'x'.repeat(2_000),
        `${theirs}?id=${live}`,
      ]
      const replies = await Promise.all(ids.map((id) => api.get(`/otp/${id}`, { key: tenant.test_key })))
      for (const reply of replies) expectProblem(reply, 404, 'not_found')
      expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    })

    test('below an OTP there is nothing', async ({ api, tenant }) => {
      const path = '/otp/otp_01h2xcejqtf2nbrexx3vqjhp41/code'
      expectProblem(await api.get(path, { key: tenant.test_key }), 404, 'not_found')
    })
  })
})
