import { createRemoteJWKSet, jwtVerify } from 'jose'
import { sha256Hex } from '@/lib/core/crypto'
import { expect, test } from '../fixtures'
import type { Api } from '../support/api'
import { refusesBadBodies } from '../support/bad-bodies'
import { randomPhone } from '../support/phone'
import { expectProblem, withoutRequestId } from '../support/problem'
import { refusesStrangers } from '../support/refusals'
import { InboundOtp, KnownOtp, OtpDetail, SentOtp } from '../support/shapes'

const patience = { timeout: 10_000, intervals: [50, 100, 250] }

async function make(api: Api, key: string, body: object = {}) {
  return InboundOtp.parse((await api.post('/otp/inbound', body, { key })).json)
}

async function read(api: Api, key: string, id: string) {
  return OtpDetail.parse((await api.get(`/otp/${id}`, { key })).json)
}

test.describe('POST /api/v1/otp/inbound', () => {
  const path = '/otp/inbound'
  refusesStrangers({ method: 'POST', path, lacking: 'read_only' })
  refusesBadBodies({ path, valid: () => ({ purpose: 'sign-up' }), status: 201, takesNothing: true })

  test.describe('201', () => {
    test('the person writes the token, and the number they write from is proven', async ({
      world,
      api,
      tenant,
      sandbox,
    }) => {
      const key = tenant.live_key
      const reply = await api.post(path, { purpose: 'sign-up', metadata: { order: '7' } }, { key })
      expect(reply.status).toBe(201)
      const otp = InboundOtp.parse(reply.json)
      expect(otp).toMatchObject({ to: null, mode: 'live', purpose: 'sign-up', metadata: { order: '7' } })
      expect(otp.sender_phone).toBe(tenant.sender_phone)
      expect(new URL(otp.link).pathname).toBe(`/${tenant.sender_phone.slice(1)}`)
      expect(new URL(otp.link).searchParams.get('text')).toBe(otp.text)
      expect((await read(api, key, otp.otp_id)).timeline.map(({ type }) => type)).toEqual(['accepted'])

      const from = randomPhone()
      await sandbox.inbound({ from, to: tenant.sender_phone, text: otp.text })
      await expect.poll(async () => (await read(api, key, otp.otp_id)).status, patience).toBe('verified')
      const detail = await read(api, key, otp.otp_id)
      expect(detail).toMatchObject({ to: from, direction: 'inbound', failure: null, message_id: null })
      expect(detail.timeline.map(({ type }) => type)).toEqual(['accepted', 'received', 'verified'])
      expect(JSON.stringify(detail)).not.toContain(otp.token)
      const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', world.app_url))
      const { payload } = await jwtVerify(detail.proof ?? '', keys, { audience: tenant.tenant_id })
      const claims = { sub: otp.otp_id, phone_hash: sha256Hex(from), purpose: 'sign-up' }
      expect(payload).toMatchObject(claims)
      const check = await api.post('/otp/verify', { otp_id: otp.otp_id, code: '123456' }, { key })
      expect(check.json).toMatchObject({ verified: false, reason: 'already_verified' })
    })

    test('delivered twice by Meta, and again under other ids, it is verified once', async ({
      api,
      tenant,
      sandbox,
      owner,
    }) => {
      const otp = await make(api, tenant.live_key)
      const message = { from: randomPhone(), to: tenant.sender_phone, text: otp.text.toLowerCase() }
      await Promise.all(Array.from({ length: 20 }, () => sandbox.inbound(message)))
      const status = async () => (await read(api, tenant.live_key, otp.otp_id)).status
      await expect.poll(status, patience).toBe('verified')
      await expect.poll(() => unhandled(otp.text.toLowerCase()), patience).toBe(0)
      const events = await owner`select type from events where subject_id = ${otp.otp_id}`
      expect(events.map(({ type }) => type)).toEqual(['otp.verified'])

      async function unhandled(text: string) {
        const rows = await owner`select id from meta_webhooks
          where due_at is not null and position(convert_to(${text}, 'UTF8') in body) > 0`
        return rows.length
      }
    })

    test('somebody whose number is hidden behind a username proves none', async ({
      api,
      tenant,
      sandbox,
    }) => {
      const key = tenant.live_key
      const otp = await make(api, key)
      const message = { from: randomPhone(), to: tenant.sender_phone, text: otp.text }
      await sandbox.inbound({ ...message, username: 'pat.example' })
      await expect.poll(async () => (await read(api, key, otp.otp_id)).status, patience).toBe('failed')
      expect(await read(api, key, otp.otp_id)).toMatchObject({
        to: null,
        verified_at: null,
        proof: null,
        failure: { code: 'phone_unavailable', actor: 'recipient', provider_code: null },
      })
    })

    test('with a number to prove, nobody else’s message does', async ({ api, tenant, sandbox }) => {
      const key = tenant.live_key
      const to = randomPhone()
      const otp = await make(api, key, { to })
      const message = { to: tenant.sender_phone, text: `my code is ${otp.token}` }
      await sandbox.inbound({ ...message, from: randomPhone() })
      const left = async () => (await read(api, key, otp.otp_id)).attempts_remaining
      await expect.poll(left, patience).toBe(2)
      expect(await read(api, key, otp.otp_id)).toMatchObject({ status: 'pending', to, proof: null })
      await sandbox.inbound({ ...message, from: to })
      await expect.poll(async () => (await read(api, key, otp.otp_id)).status, patience).toBe('verified')
    })

    test('written to another tenant, the token proves nothing', async ({
      api,
      tenant,
      stranger,
      sandbox,
    }) => {
      const theirs = await make(api, stranger.live_key)
      const ours = await make(api, tenant.live_key)
      const from = randomPhone()
      await sandbox.inbound({ from, to: stranger.sender_phone, text: ours.text })
      await sandbox.inbound({ from, to: stranger.sender_phone, text: theirs.text })
      const status = async (key: string, { otp_id }: { otp_id: string }) =>
        (await read(api, key, otp_id)).status
      await expect.poll(() => status(stranger.live_key, theirs), patience).toBe('verified')
      expect(await status(tenant.live_key, ours)).toBe('pending')
    })

    test('the same Idempotency-Key makes one OTP, and shows its token again', async ({ api, tenant }) => {
      const headers = { 'idempotency-key': 'sign-up-7' }
      const send = () => api.post(path, { purpose: 'sign-up' }, { key: tenant.live_key, headers })
      const [first, second] = [await send(), await send()]
      expect(second.text).toBe(first.text)
      expect(second.headers['idempotency-replayed']).toBe('true')
    })
  })

  test('405: a token cannot be read', async ({ api, tenant }) => {
    expectProblem(await api.get(path, { key: tenant.live_key }), 405, 'method_not_allowed')
  })

  test('409: without a connected number there is nobody to write to', async ({ api, tenant, owner }) => {
    const key = tenant.live_key
    expectProblem(await api.post(path, { from: 'snd_x' }, { key }), 409, 'no_sender')
    await owner`delete from templates where tenant_id = ${tenant.id}`
    expect((await api.post(path, { from: tenant.sender_id }, { key })).status).toBe(201)
    await owner`update senders set status = 'disconnected' where tenant_id = ${tenant.id}`
    expectProblem(await api.post(path, {}, { key }), 409, 'no_sender')
  })

  test.describe('422', () => {
    const bodies: [string, object, string][] = [
      ['a number without a plus', { to: '4915123456789' }, 'recipient_invalid'],
      ['an expiry below the range', { expiry: 59 }, 'validation_failed'],
      ['an expiry above the range', { expiry: 601 }, 'validation_failed'],
      ['an expiry as text', { expiry: '300' }, 'validation_failed'],
      ['a code length', { code_length: 6 }, 'validation_failed'],
      ['a token of the caller’s own', { token: '7K3M9QXA' }, 'validation_failed'],
    ]
    for (const [name, body, code] of bodies)
      test(`${name} is refused`, async ({ api, resident }) => {
        expectProblem(await api.post(path, body, { key: resident.test_key }), 422, code)
      })
  })

  test('429: no more than a thousand wait at once', async ({ api, tenant, owner }) => {
    const key = tenant.live_key
    await make(api, key)
    await owner`insert into otps select (jsonb_populate_record(o, jsonb_build_object(
        'id', gen_random_uuid(), 'code_hash', md5(n::text)))).* from otps o, generate_series(1, 999) n
      where o.tenant_id = ${tenant.id}`
    const reply = await api.post(path, {}, { key })
    expect(expectProblem(reply, 429, 'rate_limited').detail).toContain('1,000')
    expect(Number(reply.headers['retry-after'])).toBeLessThanOrEqual(300)
  })
})

test.describe('POST /api/v1/otp/{id}/receive', () => {
  const path = '/otp/otp_01h2xcejqtf2nbrexx3vqjhp41/receive'
  refusesStrangers({ method: 'POST', path, lacking: 'read_only' })
  refusesBadBodies({ path, valid: () => ({ text: 'Hello' }), status: 404, takesNothing: true })

  test('200: in test mode it plays the person, with the events of live mode', async ({
    api,
    tenant,
    owner,
  }) => {
    const key = tenant.test_key
    const otp = await make(api, key)
    const play = async (body: object) =>
      KnownOtp.parse((await api.post(`/otp/${otp.otp_id}/receive`, body, { key })).json)
    expect(await play({ text: 'Good morning' })).toMatchObject({ status: 'pending' })
    const from = randomPhone()
    expect(await play({ from })).toMatchObject({ status: 'verified', to: from })
    expect(await play({ from: randomPhone() })).toMatchObject({ status: 'verified', to: from })
    const events = await owner`select type, mode from events where subject_id = ${otp.otp_id}`
    expect(events.map((event) => ({ ...event }))).toEqual([{ type: 'otp.verified', mode: 'test' }])
    const hidden = await make(api, key)
    const reply = await api.post(`/otp/${hidden.otp_id}/receive`, { username_only: true }, { key })
    expect(reply.json).toMatchObject({ status: 'failed', failure: { code: 'phone_unavailable' } })
  })

  test('404: another tenant’s, the other mode’s and an unknown id look alike', async ({
    api,
    tenant,
    stranger,
  }) => {
    const [theirs, live] = [await make(api, stranger.test_key), await make(api, tenant.live_key)]
    const ids = [theirs.otp_id, live.otp_id, 'otp_01h2xcejqtf2nbrexx3vqjhp41', 'otp_x', '%00']
    const replies = await Promise.all(
      ids.map((id) => api.post(`/otp/${id}/receive`, {}, { key: tenant.test_key })),
    )
    for (const reply of replies) expectProblem(reply, 404, 'not_found')
    expect(new Set(replies.map(withoutRequestId)).size).toBe(1)
  })

  test('409: not in live mode, and not for a code that was sent', async ({ api, tenant }) => {
    const live = await make(api, tenant.live_key)
    const played = await api.post(`/otp/${live.otp_id}/receive`, {}, { key: tenant.live_key })
    expectProblem(played, 409, 'state_conflict')
    const key = tenant.test_key
    const sent = SentOtp.parse((await api.post('/otp/send', { to: randomPhone() }, { key })).json)
    expectProblem(await api.post(`/otp/${sent.otp_id}/receive`, {}, { key }), 409, 'state_conflict')
  })

  test('422: nobody writes with a hidden number and from one', async ({ api, tenant }) => {
    const key = tenant.test_key
    const { otp_id } = await make(api, key)
    const body = { from: randomPhone(), username_only: true }
    expectProblem(await api.post(`/otp/${otp_id}/receive`, body, { key }), 422, 'validation_failed')
  })
})
