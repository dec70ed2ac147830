import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { refusesBadBodies } from '../support/bad-bodies'
import { randomPhone, wrongCode } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { OtpDetail, Refused, SentOtp, Verified } from '../support/shapes'

async function send(api: Api, key: string, to = randomPhone()) {
  return SentOtp.parse((await api.post('/otp/send', { to }, { key })).json)
}

test.describe('POST /api/v1/otp/verify', () => {
  refusesStrangers({ method: 'POST', path: '/otp/verify', lacking: 'read_only' })
  refusesBadBodies({ path: '/otp/verify', valid: () => ({ to: randomPhone(), code: '000000' }), status: 200 })

  test.describe('200', () => {
    test('the right code verifies by phone, once', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      const { to, otp_id } = await send(api, key)
      const code = await sandbox.code(to)
      const reply = await api.post('/otp/verify', { to, code }, { key })
      expect(reply.status).toBe(200)
      expect(reply.headers['content-type']).toBe('application/json')
      expect(Verified.parse(reply.json)).toMatchObject({ to, otp_id })
      const again = await api.post('/otp/verify', { to, code }, { key })
      expect(Refused.parse(again.json)).toMatchObject({
        reason: 'already_verified',
        attempts_remaining: 0,
        otp_id,
      })
    })

    test('the right code verifies by id, with a slash at the end', async ({ api, tenant }) => {
      const { otp_id, to } = await send(api, tenant.test_key)
      const reply = await api.post('/otp/verify/', { otp_id, code: '123456' }, { key: tenant.test_key })
      expect(Verified.parse(reply.json)).toMatchObject({ otp_id, to })
    })

    test('a wrong code is an answer; the third one ends the OTP', async ({ api, tenant }) => {
      const key = tenant.test_key
      const { otp_id, to } = await send(api, key)
      const guess = async (code: string) => {
        const reply = await api.post('/otp/verify', { to, code }, { key })
        expect(reply.status).toBe(200)
        return Refused.parse(reply.json)
      }
      const about = { otp_id, to }
      expect(await guess('000000')).toMatchObject({
        reason: 'incorrect_code',
        attempts_remaining: 2,
        ...about,
      })
      expect(await guess('1234')).toMatchObject({ reason: 'incorrect_code', attempts_remaining: 1, ...about })
      expect(await guess('12345678')).toMatchObject({
        reason: 'attempts_exceeded',
        attempts_remaining: 0,
        ...about,
      })
      expect(await guess('123456')).toMatchObject({
        reason: 'attempts_exceeded',
        attempts_remaining: 0,
        ...about,
      })
      const read = await api.get(`/otp/${otp_id}`, { key })
      expect(OtpDetail.parse(read.json)).toMatchObject({
        status: 'failed',
        failure: { code: 'attempts_exceeded' },
        verified_at: null,
      })
    })

    test('the right code counts at the third attempt', async ({ api, tenant }) => {
      const key = tenant.test_key
      const { to } = await send(api, key)
      for (const code of ['000000', '000001']) await api.post('/otp/verify', { to, code }, { key })
      expect((await api.post('/otp/verify', { to, code: '123456' }, { key })).json).toMatchObject({
        verified: true,
      })
    })

    test('the database’s clock decides that a code has expired', async ({ api, tenant, owner }) => {
      const key = tenant.test_key
      const { otp_id, to } = await send(api, key)
      await owner`update otps set expires_at = clock_timestamp() where phone = ${to}`
      const reply = await api.post('/otp/verify', { otp_id, code: '123456' }, { key })
      expect(Refused.parse(reply.json)).toMatchObject({ reason: 'expired', attempts_remaining: 0, otp_id })
    })

    test('a phone without an OTP is an answer that tells nothing', async ({ api, tenant, stranger }) => {
      const to = randomPhone()
      const key = tenant.test_key
      const nobody = await api.post('/otp/verify', { to, code: '123456' }, { key })
      await send(api, stranger.test_key, to)
      const notTheirs = await api.post('/otp/verify', { to, code: '123456' }, { key })
      const nothing = { reason: 'no_active_otp', attempts_remaining: 0, otp_id: null, to }
      expect(Refused.parse(nobody.json)).toMatchObject(nothing)
      expect(notTheirs.text).toBe(nobody.text)
    })

    test('a code of one OTP does not verify another', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      const [first, second] = await Promise.all([send(api, key), send(api, key)])
      const [one, two] = await Promise.all([sandbox.code(first.to), sandbox.code(second.to)])
      test.skip(one === two, 'one chance in a million')
      const crossed = await api.post('/otp/verify', { otp_id: first.otp_id, code: two }, { key })
      expect(crossed.json).toMatchObject({ verified: false, reason: 'incorrect_code' })
    })
  })

  test.describe('at once', () => {
    test('of 50 wrong codes three count, and the right one comes too late', async ({
      api,
      tenant,
      sandbox,
    }) => {
      const key = tenant.live_key
      const { otp_id, to } = await send(api, key)
      const code = await sandbox.code(to)
      const guesses = Array.from({ length: 50 }, (_, step) => wrongCode(code, step + 1))
      const replies = await Promise.all(
        guesses.map((guess) => api.post('/otp/verify', { otp_id, code: guess }, { key })),
      )
      const reasons = replies.map(({ json }) => Refused.parse(json).reason)
      expect(reasons.filter((reason) => reason === 'incorrect_code')).toHaveLength(2)
      expect(new Set(reasons)).toEqual(new Set(['incorrect_code', 'attempts_exceeded']))
      const late = await api.post('/otp/verify', { otp_id, code }, { key })
      expect(late.json).toMatchObject({ verified: false, reason: 'attempts_exceeded' })
      expect((await api.get(`/otp/${otp_id}`, { key })).json).toMatchObject({
        status: 'failed',
        attempts_remaining: 0,
      })
    })

    test('of two right codes one is verified', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      for (let round = 0; round < 5; round++) {
        const { otp_id, to } = await send(api, key)
        const code = await sandbox.code(to)
        const replies = await Promise.all(
          [0, 1].map(() => api.post('/otp/verify', { otp_id, code }, { key })),
        )
        const bodies = replies.map(({ json }) => json)
        expect(bodies).toContainEqual(expect.objectContaining({ verified: true }))
        expect(bodies).toContainEqual(
          expect.objectContaining({ verified: false, reason: 'already_verified' }),
        )
      }
    })
  })

  test.describe('404', () => {
    test('another tenant’s, an unknown and a malformed id are refused in the same words', async ({
      api,
      tenant,
      stranger,
    }) => {
      const { otp_id } = await send(api, stranger.test_key)
      const ids = [
        otp_id,
        'otp_01h2xcejqtf2nbrexx3vqjhp41',
        'otp_8zzzzzzzzzzzzzzzzzzzzzzzzz',
        otp_id.toUpperCase(),
        otp_id.replace('otp_', 'msg_'),
        `${otp_id} `,
        '1',
        "' or 1=1 --",
      ]
      const replies = await Promise.all(
        ids.map((id) => api.post('/otp/verify', { otp_id: id, code: '123456' }, { key: tenant.test_key })),
      )
      for (const reply of replies) expectProblem(reply, 404, 'not_found')
      expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
      const untouched = await api.get(`/otp/${otp_id}`, { key: stranger.test_key })
      expect(untouched.json).toMatchObject({ attempts_remaining: 3 })
    })
  })

  test.describe('422', () => {
    const codes = [
      '123456',
      '123',
      '""',
      '"123"',
      '"123456789"',
      '"12345a"',
      '"１２３４５６"',
      '"١٢٣٤٥٦"',
      '" 123456"',
    ]
    for (const code of [
      ...codes,
      '"123456\\n"',
      '"12 34 56"',
      '"-12345"',
      'null',
      '["123456"]',
      '{"$ne":""}',
      'true',
    ]) {
      test(`the code ${code} is refused, and costs no attempt`, async ({ api, resident }) => {
        const key = resident.test_key
        const { otp_id } = await send(api, key)
        const reply = await api.post('/otp/verify', `{"otp_id":"${otp_id}","code":${code}}`, { key })
        const problem = expectProblem(reply, 422, 'validation_failed')
        expect(problem.errors?.map(({ path }) => path)).toEqual(['code'])
        expect((await api.get(`/otp/${otp_id}`, { key })).json).toMatchObject({ attempts_remaining: 3 })
      })
    }

    test('exactly one of phone and id must be given', async ({ api, resident }) => {
      const key = resident.test_key
      const { otp_id, to } = await send(api, key)
      for (const body of [{ code: '123456' }, { code: '123456', to, otp_id }])
        expectProblem(await api.post('/otp/verify', body, { key }), 422, 'validation_failed')
    })

    test('a phone number must be E.164 here too', async ({ api, resident }) => {
      const body = { to: '1 415 555 0100', code: '123456' }
      expectProblem(await api.post('/otp/verify', body, { key: resident.test_key }), 422, 'recipient_invalid')
    })
  })
})
