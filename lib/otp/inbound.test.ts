import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { newTypeId, newUuid, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { expireDueOtps } from '@/lib/otp/expire'
import { makeInbound, timelineOf } from '@/lib/otp/fixtures/inbound'
import { eventsOf, letExpire, makeSendingTenant, order, otpRow } from '@/lib/otp/fixtures/sending'
import { getOtp } from '@/lib/otp/get'
import { CreateInboundOtpReply } from '@/lib/otp/inbound-schema'
import { listOtps } from '@/lib/otp/list'
import { receiveOtp } from '@/lib/otp/receive'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

type Receive = Partial<Parameters<typeof receiveOtp>[1]>

async function tenantInTestMode() {
  const tenant = await makeSendingTenant('test')
  const receive = (id: string, more: Receive = {}) =>
    receiveOtp(tenant.ctx, { id, usernameOnly: false, ...more })
  return { ...tenant, receive }
}

describe('an inbound OTP', () => {
  test('comes with its token in four forms, and waits for a number nobody knows yet', async () => {
    const { ctx, sender, tenantId } = await makeSendingTenant()
    const made = await makeInbound(ctx, { purpose: 'sign-up', metadata: { order: '7' }, expiry: 60 })
    expect(CreateInboundOtpReply.parse(made)).toEqual(made)
    expect(made).toMatchObject({
      direction: 'inbound',
      to: null,
      status: 'pending',
      attempts_remaining: 3,
      message_id: null,
      delivery_status: null,
      mode: 'live',
      purpose: 'sign-up',
      metadata: { order: '7' },
      sender_phone: sender.phone,
    })
    const [head, tail] = [made.token.slice(0, 4), made.token.slice(4)]
    expect(made.text).toBe(`Verify HAWK-${head}-${tail}`)
    expect(made.link).toBe(`https://wa.me/12025550100?text=Verify%20HAWK-${head}-${tail}`)
    expect(made.qr_svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 \d+ \d+"/)
    expect(Date.parse(made.expires_at) - Date.parse(made.created_at)).toBe(60_000)
    const row = await otpRow(made.otp_id)
    expect(row).toMatchObject({ tenant_id: tenantId, phone: null, canonical_phone: null, message_id: null })
    expect(row.sender_id).toBe(sender.id)
    expect(row.code_hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('needs a connected number, and no template', async () => {
    const { ctx, tenantId } = await makeSendingTenant()
    await owner`delete from templates where tenant_id = ${tenantId}`
    await expect(makeInbound(ctx)).resolves.toMatchObject({ status: 'pending' })
    for (const from of ['snd_x', newTypeId('sender')])
      await expect(makeInbound(ctx, { from })).rejects.toMatchObject({ code: 'no_sender' })
    await owner`update senders set status = 'disconnected' where tenant_id = ${tenantId}`
    await expect(makeInbound(ctx)).rejects.toMatchObject({ code: 'no_sender' })
  })

  test('can be made by a key of one sender for that sender alone', async () => {
    const { tenantId, sender } = await makeSendingTenant()
    const actor = { type: 'api_key', id: newUuid(), name: 'bound', scopes: [], senderId: sender.id } as const
    const { ctx } = testContext({ tenantId, mode: 'live', actor })
    const from = toTypeId('sender', sender.id)
    await expect(makeInbound(ctx, { from })).resolves.toMatchObject({ sender_phone: sender.phone })
    const other = newTypeId('sender')
    await expect(makeInbound(ctx, { from: other })).rejects.toMatchObject({ code: 'no_sender' })
  })

  test('is stored without its token in any form, and shows it never again', async () => {
    const { ctx, tenantId } = await makeSendingTenant()
    const made = await makeInbound(ctx)
    const [row] = await owner`select row_to_json(o)::text as text from otps o where tenant_id = ${tenantId}`
    const later = [await getOtp(ctx, { id: made.otp_id }), await listOtps(ctx, { limit: 5 })]
    for (const text of [row?.text, JSON.stringify(later)]) {
      expect(text).not.toContain(made.token)
      expect(text).not.toContain(`${made.token.slice(0, 4)}-${made.token.slice(4)}`)
    }
  })

  test('of one phone leaves the code that was sent to it alone, and the other way round', async () => {
    const { ctx } = await makeSendingTenant('test')
    const to = randomPhone()
    const sent = await sendOtp(ctx, order(to))
    const made = await makeInbound(ctx, { to })
    const again = await makeInbound(ctx, { to })
    for (const { otp_id: id } of [sent, made, again])
      expect(await getOtp(ctx, { id })).toMatchObject({ status: 'pending', to })
    expect(await listOtps(ctx, { limit: 5, to })).toMatchObject({ data: { length: 3 } })
    await expect(verifyOtp(ctx, { to, code: '123456' })).resolves.toMatchObject({ otp_id: sent.otp_id })
  })

  test('is refused while a thousand of the tenant and mode wait, counted exactly', async () => {
    const { ctx, tenantId } = await makeSendingTenant()
    const { otp_id } = await makeInbound(ctx)
    await owner`insert into otps select (jsonb_populate_record(o, jsonb_build_object(
        'id', gen_random_uuid(), 'code_hash', md5(n::text)))).* from otps o,
      generate_series(1, ${policy.otp.inbound.pending - 4}) n where o.tenant_id = ${tenantId}`
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => makeInbound(ctx)))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const refusal = { code: 'rate_limited', options: { retryAfterSeconds: expect.any(Number) } }
    await expect(makeInbound(ctx)).rejects.toMatchObject(refusal)
    const otherMode = await makeSendingTenant('test')
    await expect(makeInbound(otherMode.ctx)).resolves.toMatchObject({ status: 'pending' })
    await letExpire(otp_id)
    await expect(makeInbound(ctx)).resolves.toMatchObject({ status: 'pending' })
  })
})

describe('verify, read and expire', () => {
  test('no code is right while it waits, and none is needed once it is verified', async () => {
    const { ctx, receive } = await tenantInTestMode()
    const { otp_id: otpId } = await makeInbound(ctx)
    const check = () => verifyOtp(ctx, { otpId, code: '12345678' })
    expect(await check()).toMatchObject({ verified: false, reason: 'no_active_otp' })
    await receive(otpId)
    expect(await check()).toMatchObject({ verified: false, reason: 'already_verified' })
    expect(await getOtp(ctx, { id: otpId })).toMatchObject({ attempts_remaining: 3 })
  })

  test('past its time it has expired, says so once, and nothing proves it any more', async () => {
    const { ctx, receive } = await tenantInTestMode()
    const { otp_id: otpId, text } = await makeInbound(ctx)
    await letExpire(otpId)
    expect(await receive(otpId, { text })).toMatchObject({ status: 'expired', to: null })
    expect(await verifyOtp(ctx, { otpId, code: '123456' })).toMatchObject({ reason: 'expired' })
    await Promise.all([expireDueOtps(), expireDueOtps()])
    expect(await otpRow(otpId)).toMatchObject({ status: 'expired', nonce: null, code_hash: null })
    expect(await receive(otpId, { text })).toMatchObject({ status: 'expired', to: null })
    expect(await eventsOf(otpId)).toEqual(['otp.expired'])
  })

  test('the proof is there once verified, for as long as it holds', async () => {
    const { ctx, receive } = await tenantInTestMode()
    const { otp_id: id } = await makeInbound(ctx)
    expect(await getOtp(ctx, { id })).toMatchObject({ proof: null })
    await receive(id)
    const { proof } = await getOtp(ctx, { id })
    expect(proof).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    await owner`update otps set verified_at = clock_timestamp() - interval '10 minutes'
      where id = (select id from otps where tenant_id = ${ctx.tenantId})`
    expect(await getOtp(ctx, { id })).toMatchObject({ status: 'verified', proof: null })
  })

  test('a code that was sent is proven by verify alone: reading it gives no proof', async () => {
    const { ctx } = await makeSendingTenant('test')
    const to = randomPhone()
    const { otp_id: id } = await sendOtp(ctx, order(to))
    await expect(verifyOtp(ctx, { to, code: '123456' })).resolves.toMatchObject({ verified: true })
    expect(await getOtp(ctx, { id })).toMatchObject({ status: 'verified', proof: null })
  })
})

describe('test mode plays the person', () => {
  test('who sends the prepared text', async () => {
    const { ctx, receive } = await tenantInTestMode()
    const { otp_id: id } = await makeInbound(ctx)
    const from = randomPhone()
    expect(await receive(id, { from })).toMatchObject({ status: 'verified', to: from })
    expect(await eventsOf(id)).toEqual(['otp.verified'])
    expect(await timelineOf(ctx, id)).toEqual([
      ['accepted', null],
      ['received', null],
      ['verified', null],
    ])
  })

  test('who is the one that was asked for, when nobody says who writes', async () => {
    const { ctx, receive } = await tenantInTestMode()
    const to = randomPhone()
    const [named, anybody] = [await makeInbound(ctx, { to }), await makeInbound(ctx)]
    expect(await receive(named.otp_id)).toMatchObject({ status: 'verified', to })
    expect(await receive(anybody.otp_id)).toMatchObject({ status: 'verified', to: '+15550100001' })
  })

  test('who writes something else, or hides the number', async () => {
    const { ctx, receive } = await tenantInTestMode()
    const { otp_id: id } = await makeInbound(ctx)
    expect(await receive(id, { text: 'Good morning' })).toMatchObject({ status: 'pending' })
    expect(await receive(id, { usernameOnly: true })).toMatchObject({
      status: 'failed',
      to: null,
      failure: { code: 'phone_unavailable', actor: 'recipient' },
    })
    expect(await eventsOf(id)).toEqual(['otp.failed'])
  })

  test('and not in live mode, nor for a code, nor for anybody else’s OTP', async () => {
    const [live, tester, stranger] = await Promise.all([
      makeSendingTenant(),
      tenantInTestMode(),
      tenantInTestMode(),
    ])
    const inLive = await makeInbound(live.ctx)
    const conflict = { code: 'state_conflict' }
    const play = receiveOtp(live.ctx, { id: inLive.otp_id, usernameOnly: false })
    await expect(play).rejects.toMatchObject(conflict)
    const sent = await sendOtp(tester.ctx, order(randomPhone()))
    await expect(tester.receive(sent.otp_id)).rejects.toMatchObject(conflict)
    const { otp_id } = await makeInbound(tester.ctx)
    for (const id of [otp_id, inLive.otp_id, newTypeId('otp'), 'otp_'])
      await expect(stranger.receive(id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await otpRow(otp_id)).toMatchObject({ status: 'pending' })
  })
})
