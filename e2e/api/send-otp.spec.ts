import { expect, test } from '../fixtures'
import { refusesBadBodies } from '../support/bad-bodies'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { OtpDetail, SentOtp } from '../support/shapes'

test.describe('POST /api/v1/otp/send', () => {
  refusesStrangers({ method: 'POST', path: '/otp/send', lacking: 'read_only' })
  refusesBadBodies({ path: '/otp/send', valid: () => ({ to: randomPhone() }), status: 202 })

  test.describe('202', () => {
    test('an OTP is accepted, and its code arrives on the phone', async ({ api, tenant, sandbox }) => {
      const to = randomPhone()
      const reply = await api.post('/otp/send', { to }, { key: tenant.live_key })
      expect(reply.status).toBe(202)
      expect(reply.headers['content-type']).toBe('application/json')
      const otp = SentOtp.parse(reply.json)
      expect(otp).toMatchObject({ to, mode: 'live', purpose: null, metadata: {} })
      expect(Date.parse(otp.expires_at) - Date.parse(otp.created_at)).toBe(300_000)
      expect(await sandbox.code(to)).toMatch(/^[0-9]{6}$/)
    })

    test('the path may end with a slash, and nobody is redirected', async ({ api, tenant }) => {
      const reply = await api.post('/otp/send/', { to: randomPhone() }, { key: tenant.test_key })
      expect(reply.status).toBe(202)
      SentOtp.parse(reply.json)
    })

    test('the call that older clients make keeps its meaning', async ({ api, tenant, sandbox }) => {
      const to = randomPhone()
      const body = { to, code_length: 6, expiry: 300, waba_id: tenant.sender_id }
      const reply = await api.post('/otp/send/', body, { key: tenant.live_key })
      expect(reply.status).toBe(202)
      const { otp_id, ...otp } = SentOtp.parse(reply.json)
      expect(otp).toMatchObject({ to, status: 'pending', expires_at: expect.any(String) })
      const verified = await api.post(
        '/otp/verify/',
        { to, code: await sandbox.code(to) },
        { key: tenant.live_key },
      )
      expect(verified).toMatchObject({
        status: 200,
        json: { verified: true, to, otp_id, verified_at: expect.any(String) },
      })
    })

    for (const length of [4, 5, 6, 7, 8]) {
      test(`a code of ${length} digits has ${length} digits`, async ({ api, tenant, sandbox }) => {
        const to = randomPhone()
        await api.post('/otp/send', { to, code_length: length }, { key: tenant.live_key })
        const code = await sandbox.code(to)
        expect(code).toMatch(new RegExp(`^[0-9]{${length}}$`))
        const check = await api.post('/otp/verify', { to, code }, { key: tenant.live_key })
        expect(check.json).toMatchObject({ verified: true })
      })
    }

    for (const [expiry, seconds] of [
      ['60', 60],
      ['600', 600],
      ['3e2', 300],
      ['90.0', 90],
    ] as const) {
      test(`an expiry of ${expiry} is ${seconds} seconds`, async ({ api, tenant }) => {
        const body = `{"to":"${randomPhone()}","expiry":${expiry}}`
        const otp = SentOtp.parse((await api.post('/otp/send', body, { key: tenant.test_key })).json)
        expect(Date.parse(otp.expires_at) - Date.parse(otp.created_at)).toBe(seconds * 1_000)
      })
    }

    test('purpose and metadata come back as they were given', async ({ api, tenant }) => {
      const more = {
        purpose: 'sign-in 🔑',
        metadata: { user_id: '7', camel_case: 'é', userName: '__proto__' },
      }
      const sent = await api.post('/otp/send', { to: randomPhone(), ...more }, { key: tenant.test_key })
      const { otp_id } = SentOtp.parse(sent.json)
      expect(sent.json).toMatchObject(more)
      const read = await api.get(`/otp/${otp_id}`, { key: tenant.test_key })
      expect(OtpDetail.parse(read.json)).toMatchObject(more)
    })

    test('the message speaks the language asked for, or else the number’s country’s, or the tenant’s', async ({
      api,
      tenant,
      sandbox,
    }) => {
      const languages: string[] = []
      const asked = ['pt_BR', 'pt-BR', 'xx', undefined, undefined]
      const phones = [...asked.slice(1).map(randomPhone), `+3581501${randomPhone().slice(6, 11)}`]
      for (const [index, locale] of asked.entries()) {
        const to = phones[index] ?? ''
        await api.post('/otp/send', { to, locale }, { key: tenant.live_key })
        await sandbox.code(to)
        languages.push(JSON.stringify((await sandbox.messages(to))[0]?.payload))
      }
      const expected = ['pt_BR', 'pt_BR', 'en_US', 'de', 'en_US']
      for (const [index, language] of expected.entries()) expect(languages[index]).toContain(`"${language}"`)
    })

    test('a new OTP for a phone makes the pending one superseded', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      const to = randomPhone()
      const first = SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
      const old = await sandbox.code(to)
      await api.post('/otp/send', { to }, { key })
      const code = await sandbox.code(to, { messages: 2 })
      expect((await api.get(`/otp/${first.otp_id}`, { key })).json).toMatchObject({ status: 'superseded' })
      const late = await api.post('/otp/verify', { otp_id: first.otp_id, code: old }, { key })
      expect(late.json).toMatchObject({ verified: false, reason: 'superseded' })
      expect((await api.post('/otp/verify', { to, code }, { key })).json).toMatchObject({ verified: true })
    })

    test('an OTP of another tenant for the same phone stays as it is', async ({ api, tenant, stranger }) => {
      const to = randomPhone()
      const first = SentOtp.parse((await api.post('/otp/send', { to }, { key: tenant.test_key })).json)
      await api.post('/otp/send', { to }, { key: stranger.test_key })
      const read = await api.get(`/otp/${first.otp_id}`, { key: tenant.test_key })
      expect(read.json).toMatchObject({ status: 'pending' })
    })
  })

  test.describe('404', () => {
    for (const path of ['/otp/send/now', '/otp//send', '/otps/send', '//otp/send', '/otp/send//', '', '/']) {
      test(`POST ${path || 'of the base alone'} leads nowhere`, async ({ api, resident }) => {
        expectProblem(
          await api.post(path, { to: randomPhone() }, { key: resident.test_key }),
          404,
          'not_found',
        )
      })
    }
  })

  test.describe('409', () => {
    test('another tenant’s, an unknown and a malformed sender are refused in the same words', async ({
      api,
      tenant,
      stranger,
    }) => {
      const froms = [
        stranger.sender_id,
        'snd_01h2xcejqtf2nbrexx3vqjhp41',
        'snd_x',
        tenant.tenant_id,
        '*',
        '../1',
      ]
      const replies = await Promise.all(
        froms.map((from) => api.post('/otp/send', { to: randomPhone(), from }, { key: tenant.live_key })),
      )
      for (const reply of replies) expectProblem(reply, 409, 'no_sender')
      expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
    })

    test('a disconnected sender cannot send', async ({ api, tenant, owner }) => {
      await owner`update senders set status = 'disconnected' where tenant_id = ${tenant.id}`
      const reply = await api.post('/otp/send', { to: randomPhone() }, { key: tenant.live_key })
      expectProblem(reply, 409, 'no_sender')
    })
  })
})
