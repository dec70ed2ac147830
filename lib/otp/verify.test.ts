import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { fromTypeId, newTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import {
  eventsOf,
  letExpire,
  makeSendingTenant,
  order,
  otpRow,
  report,
  sendAndRead,
  verifyWrongly,
  wrong,
} from '@/lib/otp/fixtures/sending'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const erased = { nonce: null, code_hash: null }

describe('guesses', () => {
  test('50 wrong guesses at once count as three, and the right code comes too late', async () => {
    const { ctx, code, otpId } = await pendingOtp()
    const guesses = Array.from({ length: 50 }, () => verifyOtp(ctx, { otpId, code: wrong(code) }))
    const answers = await Promise.all(guesses)
    expect(answers.every((answer) => !answer.verified)).toBe(true)
    expect(await otpRow(otpId)).toMatchObject({ attempts: 3, status: 'failed', ...erased })
    expect(answers.map(reasonOf).filter((reason) => reason === 'incorrect_code')).toHaveLength(2)
    expect(new Set(answers.map(reasonOf))).toEqual(new Set(['incorrect_code', 'attempts_exceeded']))
    await expect(verifyOtp(ctx, { otpId, code })).resolves.toMatchObject({
      verified: false,
      reason: 'attempts_exceeded',
      attempts_remaining: 0,
    })
    expect((await eventsOf(otpId)).filter((type) => type === 'otp.failed')).toHaveLength(1)
  })

  test('the third guess may still be right', async () => {
    const { ctx, code, otpId } = await pendingOtp()
    for (const attempts_remaining of [2, 1])
      await expect(verifyOtp(ctx, { otpId, code: wrong(code) })).resolves.toMatchObject({
        reason: 'incorrect_code',
        attempts_remaining,
      })
    await expect(verifyOtp(ctx, { otpId, code })).resolves.toMatchObject({ verified: true })
  })

  test('the third wrong one ends the OTP at once and says why', async () => {
    const { ctx, code, otpId } = await pendingOtp()
    await verifyWrongly(ctx, otpId, code, 2)
    const last = await verifyOtp(ctx, { otpId, code: wrong(code) })
    expect(last).toMatchObject({ reason: 'attempts_exceeded', attempts_remaining: 0 })
    const failure = expect.objectContaining({ code: 'attempts_exceeded' })
    expect(await otpRow(otpId)).toMatchObject({ status: 'failed', failure, ...erased })
  })

  test('a code of another length is a wrong guess like any other', async () => {
    const { ctx, code, otpId } = await pendingOtp()
    for (const guess of [code.slice(0, 5), `${code}0`])
      expect(await verifyOtp(ctx, { otpId, code: guess })).toMatchObject({ reason: 'incorrect_code' })
    expect(await otpRow(otpId)).toMatchObject({ attempts: 2 })
  })
})

describe('a code can be used once', () => {
  test.each([2, 20])('of %i right ones at once exactly one is verified', async (times) => {
    const { ctx, code, otpId } = await pendingOtp()
    const answers = await Promise.all(Array.from({ length: times }, () => verifyOtp(ctx, { otpId, code })))
    expect(answers.filter((answer) => answer.verified)).toHaveLength(1)
    const reasons = answers.filter((answer) => !answer.verified).map(reasonOf)
    expect(reasons).toEqual(Array(times - 1).fill('already_verified'))
    expect(await otpRow(otpId)).toMatchObject({ status: 'verified', ...erased })
    expect((await eventsOf(otpId)).filter((type) => type === 'otp.verified')).toHaveLength(1)
  })

  test('used again it is already_verified, by id and by phone', async () => {
    const { ctx, code, otpId, to } = await pendingOtp()
    await verifyOtp(ctx, { otpId, code })
    for (const input of [{ otpId }, { to }])
      await expect(verifyOtp(ctx, { ...input, code })).resolves.toMatchObject({
        verified: false,
        reason: 'already_verified',
        otp_id: otpId,
      })
  })

  test('a right code is answered with who was verified, and when', async () => {
    const { ctx, code, otpId, to } = await pendingOtp()
    const answer = await verifyOtp(ctx, { to, code })
    expect(answer).toMatchObject({ object: 'otp_check', verified: true, otp_id: otpId, to })
    const row = await otpRow(otpId)
    expect(answer.verified && answer.verified_at).toBe(row.verified_at.toISOString())
  })
})

describe('after a new code', () => {
  test('the old one is superseded by its id, and wrong by the phone', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const first = await sendAndRead(tenant, to)
    const second = await sendAndRead(tenant, to)
    const byId = await verifyOtp(tenant.ctx, { otpId: first.otp.otp_id, code: first.code })
    expect(byId).toMatchObject({ verified: false, reason: 'superseded' })
    const code = first.code === second.code ? wrong(first.code) : first.code
    const byPhone = await verifyOtp(tenant.ctx, { to, code })
    expect(byPhone).toMatchObject({ reason: 'incorrect_code', otp_id: second.otp.otp_id })
    await expect(verifyOtp(tenant.ctx, { to, code: second.code })).resolves.toMatchObject({ verified: true })
  })
})

describe('expiry is decided by the database', () => {
  test('a code past its time is expired, before any sweep has said so', async () => {
    const { ctx, code, otpId, to } = await pendingOtp()
    await letExpire(otpId)
    for (const input of [{ otpId }, { to }])
      await expect(verifyOtp(ctx, { ...input, code })).resolves.toMatchObject({
        verified: false,
        reason: 'expired',
      })
    expect(await otpRow(otpId)).toMatchObject({ attempts: 0, verified_at: null })
  })

  test('a code in its last second is not', async () => {
    const { ctx, code, otpId } = await pendingOtp()
    await owner`update otps set expires_at = clock_timestamp() + interval '1 second'
      where id = ${fromTypeId('otp', otpId)}`
    await expect(verifyOtp(ctx, { otpId, code })).resolves.toMatchObject({ verified: true })
  })
})

describe('what is not theirs is not there', () => {
  test('another tenant’s OTP is not_found by id and no_active_otp by phone, and keeps its attempts', async () => {
    const { code, otpId, to } = await pendingOtp()
    const stranger = await makeSendingTenant()
    await expect(verifyOtp(stranger.ctx, { otpId, code })).rejects.toMatchObject({ code: 'not_found' })
    await expect(verifyOtp(stranger.ctx, { to, code })).resolves.toMatchObject({
      verified: false,
      reason: 'no_active_otp',
      otp_id: null,
      to,
    })
    expect(await otpRow(otpId)).toMatchObject({ attempts: 0, status: 'pending' })
  })

  test('so is the other mode’s', async () => {
    const { tenantId, code, otpId, to } = await pendingOtp()
    const { ctx } = testContext({ tenantId, mode: 'test' })
    await expect(verifyOtp(ctx, { otpId, code })).rejects.toMatchObject({ code: 'not_found' })
    await expect(verifyOtp(ctx, { to, code })).resolves.toMatchObject({ reason: 'no_active_otp' })
    expect(await otpRow(otpId)).toMatchObject({ attempts: 0, status: 'pending' })
  })

  test.each([
    newTypeId('otp'),
    newTypeId('message'),
    'otp_',
    'otp_0000000000000000000000000u',
    "otp_' or 1=1",
    '',
  ])('an unknown id, %j, is not_found', async (otpId) => {
    const { ctx } = await makeSendingTenant()
    await expect(verifyOtp(ctx, { otpId, code: '123456' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('two tenants may each have a code for one phone, and each has only its own', async () => {
    const [a, b] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const to = randomPhone()
    const ofA = await sendAndRead(a, to)
    const ofB = await sendAndRead(b, to)
    await verifyWrongly(b.ctx, ofB.otp.otp_id, ofB.code, 3)
    await expect(verifyOtp(a.ctx, { to, code: ofA.code })).resolves.toMatchObject({ verified: true })
  })
})

describe('what is final stays', () => {
  test('a message that fails after the third wrong code does not fail the OTP twice', async () => {
    const { ctx, code, otpId, wamid } = await pendingOtp()
    await verifyWrongly(ctx, otpId, code, 3)
    await report({ id: wamid, status: 'failed', errors: [{ code: 131026 }] })
    expect((await otpRow(otpId)).failure).toMatchObject({ code: 'attempts_exceeded' })
    expect((await eventsOf(otpId)).filter((type) => type === 'otp.failed')).toHaveLength(1)
  })

  test('a message that fails after the right code leaves the OTP verified', async () => {
    const { ctx, code, otpId, wamid } = await pendingOtp()
    await verifyOtp(ctx, { otpId, code })
    await report({ id: wamid, status: 'failed', errors: [{ code: 131026 }] })
    expect(await otpRow(otpId)).toMatchObject({ status: 'verified', failure: null })
    expect(await eventsOf(otpId)).not.toContain('otp.failed')
  })

  test('an OTP whose message could not be sent accepts no code', async () => {
    const { ctx, code, otpId, wamid } = await pendingOtp()
    await report({ id: wamid, status: 'failed', errors: [{ code: 131026 }] })
    await expect(verifyOtp(ctx, { otpId, code })).resolves.toMatchObject({
      verified: false,
      reason: 'no_active_otp',
    })
  })
})

async function pendingOtp(more: Partial<Parameters<typeof order>[1]> = {}) {
  const tenant = await makeSendingTenant()
  const to = randomPhone()
  const { otp, code, wamid } = await sendAndRead(tenant, to, more)
  return { ctx: tenant.ctx, tenantId: tenant.tenantId, to, code, wamid, otpId: otp.otp_id }
}

function reasonOf(answer: Awaited<ReturnType<typeof verifyOtp>>) {
  return answer.verified ? null : answer.reason
}

test('a phone that never got a code has no_active_otp', async () => {
  const { ctx } = await makeSendingTenant()
  const to = randomPhone()
  await sendOtp(ctx, order(randomPhone()))
  await expect(verifyOtp(ctx, { to, code: '123456' })).resolves.toEqual({
    object: 'otp_check',
    verified: false,
    reason: 'no_active_otp',
    attempts_remaining: 0,
    otp_id: null,
    to,
  })
})
