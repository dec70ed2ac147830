import { describe, expect, test } from 'vitest'
import { makeSender } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { AppError } from '@/lib/core/errors'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { breakMeta, messagesTo } from '@/lib/core/fixtures/sandbox'
import { newTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { sendDueMessages } from '@/lib/messages/send-due'
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
  verifyWrongly,
} from '@/lib/otp/fixtures/sending'
import { getOtp } from '@/lib/otp/get'
import { otpMessages } from '@/lib/otp/otp-messages'
import { resendOtp } from '@/lib/otp/resend'
import { OtpObject } from '@/lib/otp/schema'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const { perPhone, perPhoneOverAllTenants, windowSeconds } = policy.otp.sends
const sweep = () => sendDueMessages(otpMessages)

describe('a code that is sent again', () => {
  test('is the same code, to the same phone, with the same end, in a message of its own', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp, code } = await sendAndRead(tenant, to)
    const again = await resendOtp(tenant.ctx, { id: otp.otp_id })
    await tenant.answered()
    expect(OtpObject.parse(again)).toEqual(again)
    const { otp_id, expires_at } = otp
    expect(again).toMatchObject({ otp_id, to, expires_at, status: 'pending', delivery_status: 'queued' })
    expect(again.message_id).not.toBe(otp.message_id)
    expect((await messagesTo(to)).map((message) => message.code)).toEqual([code, code])
    expect(await messageRow(again.message_id ?? '')).toMatchObject({ status: 'sent', phone: to })
    const detail = await getOtp(tenant.ctx, { id: otp.otp_id })
    expect(detail).toMatchObject({ message_id: again.message_id, earlier_message_ids: [otp.message_id] })
    expect(detail.timeline.map(({ type }) => type)).toEqual(['accepted', 'sent', 'resent', 'sent'])
    await expect(verifyOtp(tenant.ctx, { to, code })).resolves.toMatchObject({ verified: true })
  })

  test('is in test mode sent again as well', async () => {
    const tenant = await makeSendingTenant('test')
    const otp = await sendOtp(tenant.ctx, order('+15550100001'))
    await tenant.answered()
    const again = await resendOtp(tenant.ctx, { id: otp.otp_id })
    await tenant.answered()
    expect(await messageRow(again.message_id ?? '')).toMatchObject({ status: 'delivered' })
  })

  test('survives a process that dies between the answer and the send', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp, code } = await sendAndRead(tenant, to)
    const again = await resendOtp(tenant.ctx, { id: otp.otp_id })
    await letFallDue(again.message_id ?? '')
    await sweep()
    expect((await messagesTo(to)).map((message) => message.code)).toEqual([code, code])
    expect(await messageRow(again.message_id ?? '')).toMatchObject({ status: 'sent', attempts: 2 })
  })

  test('takes the place of a message that still waits, which is not sent any more', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await breakMeta(to, { status: 503 })
    const otp = await sendOtp(tenant.ctx, order(to))
    await tenant.answered()
    await resendOtp(tenant.ctx, { id: otp.otp_id })
    await tenant.answered()
    await letFallDue(otp.message_id)
    await sweep()
    expect(await messagesTo(to)).toHaveLength(1)
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'canceled' })
    expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'pending' })
  })
})

describe('what becomes of its messages', () => {
  test('the earlier one’s failure does not end it while the newer is on its way; the newer’s then does', async () => {
    const tenant = await makeSendingTenant()
    const { otp, first, second } = await sentTwice(tenant)
    await report({ id: first, status: 'failed', errors: [{ code: 131026 }] })
    expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'pending' })
    expect(await eventsOf(otp.otp_id)).not.toContain('otp.failed')
    await report({ id: second, status: 'failed', errors: [{ code: 131000 }] })
    const failure = { code: 'delivery_failed', provider_code: 131000 }
    expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'failed', failure, nonce: null })
    expect((await eventsOf(otp.otp_id)).filter((type) => type === 'otp.failed')).toHaveLength(1)
  })

  test('nor does the newer one’s while the earlier may arrive', async () => {
    const tenant = await makeSendingTenant()
    const { otp, code, first, second } = await sentTwice(tenant)
    await report({ id: first, status: 'delivered' })
    await report({ id: second, status: 'failed', errors: [{ code: 131026 }] })
    await expect(verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })).resolves.toMatchObject({
      verified: true,
    })
  })

  test('of two that fail at once one ends it, however often', async () => {
    const tenant = await makeSendingTenant()
    const errors = [{ code: 131026 }]
    for (const _ of Array(5)) {
      const { otp, first, second } = await sentTwice(tenant)
      await Promise.all([first, second].map((id) => report({ id, status: 'failed', errors })))
      expect(await otpRow(otp.otp_id)).toMatchObject({ status: 'failed' })
      expect((await eventsOf(otp.otp_id)).filter((type) => type === 'otp.failed')).toHaveLength(1)
    }
  })

  test('an event names the message that it is about', async () => {
    const tenant = await makeSendingTenant()
    const { otp, first } = await sentTwice(tenant)
    await report({ id: first, status: 'delivered' })
    const [event] = await owner`select data from events
      where subject_id = ${otp.otp_id} and type = 'otp.delivered'`
    expect(event?.data).toMatchObject({ message_id: otp.message_id, delivery_status: 'delivered' })
  })
})

describe('it counts like a send', () => {
  test('of 20 at once four go out after the first send, and the others wait for the hour to pass', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp } = await sendAndRead(tenant, to)
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => resendOtp(tenant.ctx, { id: otp.otp_id })),
    )
    await tenant.answered()
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refusals).toHaveLength(20 - (perPhone - 1))
    for (const { code, options } of refusals.map(asAppError)) {
      expect(code).toBe('otp_rate_limited')
      expect(options.retryAfterSeconds).toBeGreaterThan(windowSeconds - 60)
    }
    expect(await messagesTo(to)).toHaveLength(perPhone)
    const row = await otpRow(otp.otp_id)
    expect(row.resent_at).toHaveLength(perPhone - 1)
    expect(row.earlier_message_ids).toHaveLength(perPhone - 1)
  })

  test('sends and resends at once share the five', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp } = await sendAndRead(tenant, to)
    const calls = Array.from({ length: 10 }, () => [
      resendOtp(tenant.ctx, { id: otp.otp_id }),
      sendOtp(tenant.ctx, order(to)),
    ])
    await Promise.allSettled(calls.flat())
    const [row] =
      await owner`select sum(1 + cardinality(resent_at))::int as sends from otps where phone = ${to}`
    expect(row?.sends).toBe(perPhone)
    expect(await owner`select 1 from otps where phone = ${to} and status = 'pending'`).toHaveLength(1)
  })

  test('over all tenants the phone’s 20 an hour hold for resends, too', async () => {
    const tenants = await Promise.all(Array.from({ length: 6 }, () => makeSendingTenant()))
    const phone = randomPhone()
    const sent = await Promise.all(tenants.map(({ ctx }) => sendOtp(ctx, order(phone))))
    const calls = tenants.flatMap(({ ctx }, index) =>
      Array.from({ length: perPhone - 1 }, () => resendOtp(ctx, { id: sent[index]?.otp_id ?? '' })),
    )
    const results = await Promise.allSettled(calls)
    const accepted = results.filter(({ status }) => status === 'fulfilled')
    expect(accepted.length + tenants.length).toBe(perPhoneOverAllTenants)
  })
})

describe('it is refused', () => {
  test.each([
    ['verified', 'It was verified already.'],
    ['expired', 'It has expired.'],
    ['failed', 'It ended after three wrong codes.'],
    ['superseded', 'A newer code has taken its place.'],
  ])('for one that is %s', async (state, detail) => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp, code } = await sendAndRead(tenant, to)
    const id = otp.otp_id
    if (state === 'verified') await verifyOtp(tenant.ctx, { otpId: id, code })
    if (state === 'expired') await letExpire(id)
    if (state === 'failed') await verifyWrongly(tenant.ctx, id, code, 3)
    if (state === 'superseded') await sendOtp(tenant.ctx, order(to))
    await expect(resendOtp(tenant.ctx, { id })).rejects.toMatchObject({
      code: 'state_conflict',
      options: { detail },
    })
    expect(await otpRow(id)).toMatchObject({ resent_at: [] })
  })

  test('from a number that was disconnected, for a key bound to another, and without its template', async () => {
    const tenant = await makeSendingTenant()
    const { otp_id: id } = await sendOtp(tenant.ctx, order(randomPhone()))
    await owner`update senders set is_primary = false where tenant_id = ${tenant.tenantId}`
    const other = await makeSender({ tenantId: tenant.tenantId, mode: 'live' })
    const bound = testContext({
      tenantId: tenant.tenantId,
      mode: 'live',
      actor: { type: 'api_key', id: other.id, name: 'bound', scopes: ['otp:send'], senderId: other.id },
    })
    await expect(resendOtp(bound.ctx, { id })).rejects.toMatchObject({ code: 'no_sender' })
    await owner`update templates set status = 'PAUSED' where waba_id = ${tenant.sender.wabaId}`
    await expect(resendOtp(tenant.ctx, { id })).rejects.toMatchObject({ code: 'template_unusable' })
    await owner`update senders set status = 'disconnected' where id = ${tenant.sender.id}`
    await expect(resendOtp(tenant.ctx, { id })).rejects.toMatchObject({ code: 'no_sender' })
    expect(await otpRow(id)).toMatchObject({ resent_at: [] })
  })

  test('as not_found for what is another’s, of the other mode, malformed or unknown', async () => {
    const [a, b] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const { otp_id: id } = await sendOtp(a.ctx, order(randomPhone()))
    const otherMode = testContext({ tenantId: a.tenantId, mode: 'test' })
    for (const { ctx } of [b, otherMode])
      await expect(resendOtp(ctx, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
    for (const unknown of [newTypeId('otp'), newTypeId('message'), 'otp_', "'"])
      await expect(resendOtp(a.ctx, { id: unknown })).rejects.toMatchObject({ code: 'not_found' })
  })
})

async function sentTwice(tenant: Awaited<ReturnType<typeof makeSendingTenant>>) {
  const to = randomPhone()
  const { otp, code, wamid: first } = await sendAndRead(tenant, to)
  await resendOtp(tenant.ctx, { id: otp.otp_id })
  await tenant.answered()
  const second = (await messagesTo(to)).find(({ wamid }) => wamid !== first)?.wamid ?? ''
  return { otp, code, first, second }
}

function asAppError(error: unknown): AppError {
  if (!(error instanceof AppError)) throw error
  return error
}
