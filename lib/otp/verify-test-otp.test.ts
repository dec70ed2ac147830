import { describe, expect, test } from 'vitest'
import { personActor, testContext } from '@/lib/core/test-context'
import { makeSendingTenant, order } from '@/lib/otp/fixtures/sending'
import { sendOtp } from '@/lib/otp/send'
import { verifyTestOtp } from '@/lib/otp/verify-test-otp'

describe('a code typed into the dashboard', () => {
  test('verifies a test OTP, and the answer has neither proof nor number', async () => {
    const { ctx } = await makeSendingTenant('test')
    const { otp_id: otpId } = await sendOtp(ctx, order('+15550100001'))
    expect(await verifyTestOtp(ctx, { otpId, code: '999999' })).toEqual({
      object: 'otp_check',
      verified: false,
      reason: 'incorrect_code',
      attempts_remaining: 2,
    })
    expect(await verifyTestOtp(ctx, { otpId, code: '123456' })).toEqual({
      object: 'otp_check',
      verified: true,
    })
  })

  test('is not taken for a live OTP, nor from who only looks', async () => {
    const { tenantId } = await makeSendingTenant('test')
    const as = (role: 'owner' | 'support', mode: 'live' | 'test') =>
      verifyTestOtp(testContext({ tenantId, mode, actor: personActor(role) }).ctx, {
        otpId: 'otp_01h2xcejqtf2nbrexx3vqjhp41',
        code: '123456',
      })
    await expect(as('owner', 'live')).rejects.toMatchObject({ code: 'state_conflict' })
    await expect(as('support', 'test')).rejects.toMatchObject({ code: 'role_missing' })
    await expect(as('owner', 'test')).rejects.toMatchObject({ code: 'not_found' })
  })
})
