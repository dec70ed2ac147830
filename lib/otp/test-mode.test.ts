import { describe, expect, test } from 'vitest'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesTo } from '@/lib/core/fixtures/sandbox'
import { sendDueMessages } from '@/lib/messages/send-due'
import { expireDueOtps } from '@/lib/otp/expire'
import {
  eventsOf,
  letExpire,
  letFallDue,
  makeSendingTenant,
  messageRow,
  order,
  otpRow,
} from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const sweep = () => sendDueMessages(otpMessages)

test.each([4, 5, 6, 7, 8])('a code of %i digits is the beginning of 12345678', async (codeLength) => {
  const { otp, tenant } = await send(randomPhone(), { codeLength })
  const code = '12345678'.slice(0, codeLength)
  await expect(verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })).resolves.toMatchObject({ verified: true })
})

test('nothing of it reaches Meta', async () => {
  const to = randomPhone()
  const { otp } = await send(to)
  await sweep()
  expect(await messagesTo(to)).toEqual([])
  expect((await messageRow(otp.message_id)).wamid).toMatch(/^wamid\.test\./)
})

test('any number is delivered after a second, and not before', async () => {
  const { otp } = await send(randomPhone())
  const sent = await messageRow(otp.message_id)
  expect(sent).toMatchObject({ status: 'sent', delivered_at: null })
  expect(sent.due_at.getTime() - sent.sent_at.getTime()).toBe(1_000)
  await sweep()
  expect(await messageRow(otp.message_id)).toMatchObject({ status: 'sent' })
  await letFallDue(otp.message_id)
  await Promise.all([sweep(), sweep(), sweep()])
  expect(await messageRow(otp.message_id)).toMatchObject({ status: 'delivered', due_at: null, attempts: 1 })
  expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.delivered'])
})

describe('the magic numbers', () => {
  test('…001 is delivered', async () => {
    const { otp } = await send('+15550100001')
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'delivered', due_at: null })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.delivered'])
  })

  test('…002 cannot be delivered (131026)', async () => {
    const { otp, tenant } = await send('+15550100002')
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'failed' })
    const failure = { code: 'delivery_failed', provider_code: 131026 }
    expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'failed', failure })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.failed'])
    const check = await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code: '123456' })
    expect(check).toMatchObject({ verified: false, reason: 'no_active_otp' })
  })

  test('…003 is sent and never delivered', async () => {
    const { otp } = await send('+15550100003')
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'sent', due_at: null })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent'])
  })

  test('…004 expires after five seconds', async () => {
    const { otp, tenant } = await send('+15550100004', { expiry: 600 })
    expect(Date.parse(otp.expires_at) - Date.parse(otp.created_at)).toBe(5_000)
    await letExpire(otp.otp_id)
    const check = await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code: '123456' })
    expect(check).toMatchObject({ verified: false, reason: 'expired' })
    await expireDueOtps()
    expect((await eventsOf(otp.otp_id)).at(-1)).toBe('otp.expired')
  })

  test('…005 is rate limited, from the first send on', async () => {
    const { ctx } = await makeSendingTenant('test')
    await expect(sendOtp(ctx, order('+15550100005'))).rejects.toMatchObject({
      code: 'otp_rate_limited',
      options: { retryAfterSeconds: expect.any(Number) },
    })
  })

  test('…006 finds the provider down, and then up again', async () => {
    const { otp, tenant } = await send('+15550100006')
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'queued', attempts: 1 })
    await letFallDue(otp.message_id)
    await sweep()
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'delivered', attempts: 2 })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.sent', 'otp.delivered'])
    const check = await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code: '123456' })
    expect(check).toMatchObject({ verified: true })
  })

  test('play no part in live mode', async () => {
    const tenant = await makeSendingTenant()
    const otp = await sendOtp(tenant.ctx, order('+15550100005', { expiry: 60 }))
    expect(Date.parse(otp.expires_at) - Date.parse(otp.created_at)).toBe(60_000)
  })
})

async function send(to: string, more: Parameters<typeof order>[1] = {}) {
  const tenant = await makeSendingTenant('test')
  const otp = await sendOtp(tenant.ctx, order(to, more))
  await tenant.answered()
  return { tenant, otp }
}
