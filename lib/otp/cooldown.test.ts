import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { letExpire, makeSendingTenant, order, otpRow, wrong } from '@/lib/otp/fixtures/sending'
import { resendOtp } from '@/lib/otp/resend'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const { failures, failuresOfShortCodes, seconds } = policy.otp.cooldown
const hour = 3_600

/** In test mode the code is known, and the rules are the same. */
async function startRow() {
  const tenant = await makeSendingTenant('test')
  const to = randomPhone()
  const code = (codeLength: number) => '12345678'.slice(0, codeLength)
  const send = (more = {}) => sendOtp(tenant.ctx, order(to, more))
  const age = (by: number) => owner`
    update otps set created_at = created_at - make_interval(secs => ${by}),
      ended_at = ended_at - make_interval(secs => ${by}), verified_at = verified_at - make_interval(secs => ${by}),
      expires_at = expires_at - make_interval(secs => ${by})
    where tenant_id = ${tenant.tenantId}`
  /** An OTP ended by three wrong codes, an hour ago: the five an hour are another rule. */
  const fail = async (codeLength = 6) => {
    const { otp_id: otpId } = await send({ codeLength })
    for (let guess = 0; guess < 3; guess++)
      await verifyOtp(tenant.ctx, { otpId, code: wrong(code(codeLength)) })
    expect((await otpRow(otpId)).failure).toMatchObject({ code: 'attempts_exceeded' })
    await age(hour)
  }
  const verify = async () => {
    const { otp_id: otpId } = await send()
    await verifyOtp(tenant.ctx, { otpId, code: code(6) })
    await age(hour)
  }
  return { ...tenant, to, send, fail, verify, age }
}

describe('after ten OTPs in a row that ended in three wrong codes each', () => {
  test('the phone rests for 24 hours from the last, and no longer', async () => {
    const row = await startRow()
    for (let time = 0; time < failures; time++) await row.fail()
    const refused = await row.send().catch((error) => error)
    expect(refused).toMatchObject({ code: 'otp_cooldown', status: 429 })
    const { retryAfterSeconds } = refused.options
    expect(retryAfterSeconds).toBeGreaterThan(seconds - hour - 20)
    expect(retryAfterSeconds).toBeLessThanOrEqual(seconds - hour)
    await row.age(retryAfterSeconds - 5)
    await expect(row.send()).rejects.toMatchObject({ code: 'otp_cooldown' })
    await row.age(5)
    await expect(row.send()).resolves.toMatchObject({ status: 'pending' })
  })

  test('nine are not enough', async () => {
    const row = await startRow()
    for (let time = 0; time < failures - 1; time++) await row.fail()
    await expect(row.send()).resolves.toMatchObject({ status: 'pending' })
  })

  test('a refusal leaves no row', async () => {
    const row = await startRow()
    for (let time = 0; time < failures; time++) await row.fail()
    await Promise.allSettled(Array.from({ length: 5 }, () => row.send()))
    expect(await owner`select 1 from otps where tenant_id = ${row.tenantId}`).toHaveLength(failures)
  })

  test('a resend has to rest, too', async () => {
    const row = await startRow()
    const { otp_id: id } = await row.send()
    await owner`insert into otps (tenant_id, mode, id, phone, canonical_phone, status, code_length, key_id, attempts,
        expires_at, metadata, failure, request_id, ended_at)
      select tenant_id, mode, gen_random_uuid(), phone, canonical_phone, 'failed', 6, key_id, 3, expires_at, '{}',
        '{"code":"attempts_exceeded"}', request_id, clock_timestamp()
      from otps, generate_series(1, ${failures}) where tenant_id = ${row.tenantId}`
    await expect(resendOtp(row.ctx, { id })).rejects.toMatchObject({ code: 'otp_cooldown' })
  })
})

describe('the row', () => {
  test('begins anew with one that was verified', async () => {
    const row = await startRow()
    for (let time = 0; time < failures - 1; time++) await row.fail()
    await row.verify()
    await row.fail()
    await expect(row.send()).resolves.toMatchObject({ status: 'pending' })
  })

  test('is not broken by one that expired, nor by one that another took the place of', async () => {
    const row = await startRow()
    for (let time = 0; time < failures - 1; time++) await row.fail()
    const { otp_id } = await row.send()
    await letExpire(otp_id)
    await row.send()
    await row.send()
    await row.age(hour)
    await row.fail()
    await expect(row.send()).rejects.toMatchObject({ code: 'otp_cooldown' })
  })

  test('is of three where the codes had fewer than six digits', async () => {
    const row = await startRow()
    for (let time = 0; time < failuresOfShortCodes - 1; time++) await row.fail(5)
    await row.fail(6)
    await expect(row.send()).resolves.toMatchObject({ status: 'pending' })
    await row.age(hour)
    await row.fail(4)
    await expect(row.send()).rejects.toMatchObject({ code: 'otp_cooldown' })
  })

  test('is of one tenant and one phone', async () => {
    const [row, other] = await Promise.all([startRow(), startRow()])
    for (let time = 0; time < failuresOfShortCodes; time++) await row.fail(4)
    await expect(row.send()).rejects.toMatchObject({ code: 'otp_cooldown' })
    await expect(sendOtp(row.ctx, order(other.to))).resolves.toMatchObject({ status: 'pending' })
    await expect(sendOtp(other.ctx, order(row.to))).resolves.toMatchObject({ status: 'pending' })
    const { ctx } = testContext({ tenantId: row.tenantId, mode: 'live' })
    await expect(sendOtp(ctx, order(row.to))).rejects.toMatchObject({ code: 'no_sender' })
  })
})
