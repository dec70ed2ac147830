import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { expireDueOtps } from '@/lib/otp/expire'
import {
  eventsOf,
  letExpire,
  makeSendingTenant,
  order,
  otpRow,
  sendAndRead,
} from '@/lib/otp/fixtures/sending'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const ended = { status: 'expired', nonce: null, code_hash: null, verified_at: null }

test('what is past its time ends once, its traces are erased, and one event says so', async () => {
  const tenant = await makeSendingTenant()
  const otps = await Promise.all(Array.from({ length: 12 }, () => sendOtp(tenant.ctx, order(randomPhone()))))
  for (const { otp_id } of otps) await letExpire(otp_id)
  await Promise.all(Array.from({ length: 6 }, expireDueOtps))
  for (const { otp_id } of otps) {
    const row = await otpRow(otp_id)
    expect(row).toMatchObject(ended)
    expect(row.ended_at).not.toBeNull()
    expect(await eventsOf(otp_id)).toEqual(['otp.expired'])
  }
})

test('what still has time is left alone', async () => {
  const tenant = await makeSendingTenant()
  const { otp, code } = await sendAndRead(tenant, randomPhone())
  await expireDueOtps()
  expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'pending' })
  await expect(verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })).resolves.toMatchObject({ verified: true })
})

test('what was verified in time stays verified', async () => {
  const tenant = await makeSendingTenant()
  const { otp, code } = await sendAndRead(tenant, randomPhone())
  await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })
  await letExpire(otp.otp_id)
  await expireDueOtps()
  expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'verified' })
  expect(await eventsOf(otp.otp_id)).not.toContain('otp.expired')
})

test('the tenants and modes of what expires do not mix: each event is in its own', async () => {
  const [live, testing] = [await makeSendingTenant(), await makeSendingTenant('test')]
  for (const tenant of [live, testing]) {
    const { otp_id } = await sendOtp(tenant.ctx, order('+14155550123'))
    await letExpire(otp_id)
    await expireDueOtps()
    const events = await owner`select tenant_id, mode, data ->> 'status' as status from events
      where subject_id = ${otp_id}`
    expect(events.map((row) => ({ ...row }))).toEqual([
      { tenant_id: tenant.tenantId, mode: tenant.mode, status: 'expired' },
    ])
  }
})

test('an expired OTP that a new one replaces before the sweep still says that it expired', async () => {
  const tenant = await makeSendingTenant()
  const to = randomPhone()
  const { otp_id } = await sendOtp(tenant.ctx, order(to))
  await letExpire(otp_id)
  await sendOtp(tenant.ctx, order(to))
  await expireDueOtps()
  expect(await otpRow(otp_id)).toMatchObject(ended)
  expect(await eventsOf(otp_id)).toEqual(['otp.expired'])
})
