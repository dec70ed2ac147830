import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { breakMeta, messagesTo } from '@/lib/core/fixtures/sandbox'
import { newTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import { sendDueMessages } from '@/lib/messages/send-due'
import { cancelOtp } from '@/lib/otp/cancel'
import { expireDueOtps } from '@/lib/otp/expire'
import { expireTestOtp } from '@/lib/otp/expire-test-otp'
import {
  eventsOf,
  letExpire,
  letFallDue,
  makeSendingTenant,
  messageRow,
  order,
  otpRow,
  report,
  sendAndRead,
} from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { OtpObject } from '@/lib/otp/schema'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const sweep = () => sendDueMessages(otpMessages)
const erased = { nonce: null, code_hash: null }

describe('a canceled OTP', () => {
  test('takes no code, not even the right one, and leaves no trace of it', async () => {
    const tenant = await makeSendingTenant()
    const { otp, code } = await sendAndRead(tenant, randomPhone())
    const canceled = await cancelOtp(tenant.ctx, { id: otp.otp_id })
    expect(OtpObject.parse(canceled)).toEqual(canceled)
    expect(canceled).toMatchObject({ otp_id: otp.otp_id, status: 'canceled', message_id: otp.message_id })
    const row = await otpRow(otp.otp_id)
    expect(row).toMatchObject({ status: 'canceled', ...erased })
    expect(row.ended_at).not.toBeNull()
    await expect(verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })).resolves.toMatchObject({
      verified: false,
      reason: 'canceled',
    })
  })

  test('has no event of its own, and never expires', async () => {
    const tenant = await makeSendingTenant()
    const { otp_id: id } = await sendOtp(tenant.ctx, order(randomPhone()))
    await cancelOtp(tenant.ctx, { id })
    await letExpire(id)
    await expireDueOtps()
    expect(await otpRow(id)).toMatchObject({ status: 'canceled' })
    expect(await eventsOf(id)).toEqual([])
  })

  test('does not send the message that waits', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await breakMeta(to, { status: 503 })
    const otp = await sendOtp(tenant.ctx, order(to))
    await tenant.answered()
    await cancelOtp(tenant.ctx, { id: otp.otp_id })
    await letFallDue(otp.message_id)
    await sweep()
    expect(await messagesTo(to)).toEqual([])
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'canceled', due_at: null })
  })

  test('stays canceled when its message fails', async () => {
    const tenant = await makeSendingTenant()
    const { otp, wamid } = await sendAndRead(tenant, randomPhone())
    await cancelOtp(tenant.ctx, { id: otp.otp_id })
    await report({ id: wamid, status: 'failed', errors: [{ code: 131026 }] })
    expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'canceled', failure: null })
    expect(await eventsOf(otp.otp_id)).not.toContain('otp.failed')
  })

  test('of a right code and a cancellation at once, one comes first and the other is told', async () => {
    const tenant = await makeSendingTenant()
    for (let round = 0; round < 5; round++) {
      const { otp, code } = await sendAndRead(tenant, randomPhone())
      const [check, canceled] = await Promise.allSettled([
        verifyOtp(tenant.ctx, { otpId: otp.otp_id, code }),
        cancelOtp(tenant.ctx, { id: otp.otp_id }),
      ])
      const isVerified = check.status === 'fulfilled' && check.value.verified
      expect(isVerified).toBe(canceled.status === 'rejected')
      expect((await otpRow(otp.otp_id)).status).toBe(isVerified ? 'verified' : 'canceled')
    }
  })

  test('cannot be canceled again, nor one that has expired by the clock', async () => {
    const tenant = await makeSendingTenant()
    const { otp_id: id } = await sendOtp(tenant.ctx, order(randomPhone()))
    await cancelOtp(tenant.ctx, { id })
    await expect(cancelOtp(tenant.ctx, { id })).rejects.toMatchObject({
      code: 'state_conflict',
      options: { detail: 'It was canceled already.' },
    })
    const late = await sendOtp(tenant.ctx, order(randomPhone()))
    await letExpire(late.otp_id)
    await expect(cancelOtp(tenant.ctx, { id: late.otp_id })).rejects.toMatchObject({
      code: 'state_conflict',
      options: { detail: 'It has expired.' },
    })
  })

  test('makes room for a new one to the same phone at once', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp_id: id } = await sendOtp(tenant.ctx, order(to))
    await cancelOtp(tenant.ctx, { id })
    await sendOtp(tenant.ctx, order(to))
    expect(await otpRow(id)).toMatchObject({ status: 'canceled' })
  })
})

describe('a test OTP can be made to expire', () => {
  test('at once, event and all, and once', async () => {
    const tenant = await makeSendingTenant('test')
    const { otp_id: id } = await sendOtp(tenant.ctx, order('+15550100001'))
    await tenant.answered()
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => expireTestOtp(tenant.ctx, { id })),
    )
    const expired = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(expired).toEqual([expect.objectContaining({ otp_id: id, status: 'expired' })])
    await expireDueOtps()
    expect(await otpRow(id)).toMatchObject({ status: 'expired', ...erased })
    expect(await eventsOf(id)).toEqual(['otp.sent', 'otp.delivered', 'otp.expired'])
    await expect(verifyOtp(tenant.ctx, { otpId: id, code: '123456' })).resolves.toMatchObject({
      reason: 'expired',
    })
  })

  test('a live one cannot', async () => {
    const tenant = await makeSendingTenant()
    const { otp_id: id } = await sendOtp(tenant.ctx, order(randomPhone()))
    await expect(expireTestOtp(tenant.ctx, { id })).rejects.toMatchObject({ code: 'state_conflict' })
    expect(await otpRow(id)).toMatchObject({ status: 'pending' })
  })
})

test.each([cancelOtp, expireTestOtp])('what is not theirs is not there', async (verb) => {
  const [a, b] = await Promise.all([makeSendingTenant('test'), makeSendingTenant('test')])
  const { otp_id: id } = await sendOtp(a.ctx, order(randomPhone()))
  const otherMode = testContext({ tenantId: a.tenantId, mode: 'live' })
  for (const { ctx } of [b, otherMode])
    await expect(verb(ctx, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
  for (const unknown of [newTypeId('otp'), 'otp_', '%00'])
    await expect(verb(a.ctx, { id: unknown })).rejects.toMatchObject({ code: 'not_found' })
  const [row] = await owner`select status from otps where tenant_id = ${a.tenantId}`
  expect(row?.status).toBe('pending')
})
