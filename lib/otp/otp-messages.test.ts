import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { breakMeta, messagesTo } from '@/lib/core/fixtures/sandbox'
import { toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
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
} from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

const sweep = () => sendDueMessages(otpMessages)

describe('a process that dies between the answer and the send', () => {
  test('leaves a message that another takes up, with the same code', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const otp = await sendOtp(tenant.ctx, order(to))
    await letFallDue(otp.message_id)
    await sweep()
    const [message, ...more] = await messagesTo(to)
    expect(more).toEqual([])
    expect(await messageRow(otp.message_id)).toMatchObject({
      status: 'sent',
      wamid: message?.wamid,
      due_at: null,
    })
    await expect(verifyOtp(tenant.ctx, { to, code: message?.code ?? '' })).resolves.toMatchObject({
      verified: true,
    })
  })

  test('sends the same code twice when it dies after the send, and never another', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp, code } = await sendAndRead(tenant, to)
    await owner`update messages set status = 'queued', wamid = null, sent_at = null,
      due_at = clock_timestamp() - interval '1 second' where phone = ${to}`
    await sweep()
    expect((await messagesTo(to)).map((message) => message.code)).toEqual([code, code])
    expect((await messageRow(otp.message_id)).status).toBe('sent')
  })

  test('is left alone for as long as its lease lasts', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { message_id } = await sendOtp(tenant.ctx, order(to))
    await sweep()
    expect(await messagesTo(to)).toEqual([])
    const [row] = await owner`select extract(epoch from due_at - created_at)::int as lease from messages
      where phone = ${to}`
    expect(row?.lease).toBe(policy.messages.leaseSeconds)
    expect((await messageRow(message_id)).status).toBe('queued')
  })

  test('sends nothing once a newer code has taken its place', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const first = await sendOtp(tenant.ctx, order(to))
    await sendOtp(tenant.ctx, order(to))
    await letFallDue(first.message_id)
    await sweep()
    expect(await messagesTo(to)).toEqual([])
    expect(await messageRow(first.message_id)).toMatchObject({ status: 'canceled', due_at: null })
    expect(await otpRow(first.otp_id)).toMatchObject({ status: 'superseded' })
  })

  test('sends nothing once the code has expired', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp_id, message_id } = await sendOtp(tenant.ctx, order(to))
    await letExpire(otp_id)
    await letFallDue(message_id)
    await sweep()
    expect(await messagesTo(to)).toEqual([])
    expect(await messageRow(message_id)).toMatchObject({ status: 'canceled' })
  })

  test('sends nothing from a number that was disconnected meanwhile', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { message_id } = await sendOtp(tenant.ctx, order(to))
    await owner`update senders set status = 'disconnected' where tenant_id = ${tenant.tenantId}`
    await letFallDue(message_id)
    await sweep()
    expect(await messagesTo(to)).toEqual([])
    expect(await messageRow(message_id)).toMatchObject({ status: 'canceled' })
  })

  test('is taken up once, by however many at a time', async () => {
    const tenant = await makeSendingTenant()
    const phones = Array.from({ length: 10 }, randomPhone)
    const otps = await Promise.all(phones.map((to) => sendOtp(tenant.ctx, order(to))))
    await Promise.all(otps.map((otp) => letFallDue(otp.message_id)))
    await Promise.all(Array.from({ length: 8 }, sweep))
    for (const to of phones) expect(await messagesTo(to)).toHaveLength(1)
  })

  test('a token that was moved here from another row opens nothing, and holds up nobody else', async () => {
    const [broken, healthy] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const [bad, good] = [randomPhone(), randomPhone()]
    await owner`update senders set access_token_sealed = (select access_token_sealed from senders where id = ${healthy.sender.id})
      where id = ${broken.sender.id}`
    const stuck = await sendOtp(broken.ctx, order(bad))
    await expect(broken.answered()).rejects.toThrow()
    const sent = await sendOtp(healthy.ctx, order(good))
    await Promise.all([letFallDue(stuck.message_id), letFallDue(sent.message_id)])
    await sweep()
    expect(await messagesTo(bad)).toEqual([])
    expect(await messagesTo(good)).toHaveLength(1)
    await letExpire(stuck.otp_id)
    await letFallDue(stuck.message_id)
    await sweep()
    expect((await messageRow(stuck.message_id)).status).toBe('canceled')
  })
})

describe('what Meta answers', () => {
  test.each([
    ['a 500', { status: 500 }],
    ['a 503 with a code', { status: 503, code: 131016 }],
    ['too fast', { status: 400, code: 130429 }],
  ])('after %s it is tried again, and arrives once', async (_, fault) => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await breakMeta(to, fault)
    const { message_id, otp_id } = await sendOtp(tenant.ctx, order(to))
    await tenant.answered()
    const waiting = await messageRow(message_id)
    expect(waiting).toMatchObject({ status: 'queued', attempts: 1 })
    expect(waiting.due_at).not.toBeNull()
    await letFallDue(message_id)
    await sweep()
    expect(await messagesTo(to)).toHaveLength(1)
    expect(await messageRow(message_id)).toMatchObject({ status: 'sent', attempts: 2 })
    expect(await eventsOf(otp_id)).toEqual(['otp.sent'])
  })

  test('after six refusals in a row it has failed, and its OTP with it', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await breakMeta(to, { status: 500 }, 50)
    const { message_id, otp_id } = await sendOtp(tenant.ctx, order(to))
    await tenant.answered()
    for (let retry = 0; retry < 8; retry++) {
      await letFallDue(message_id)
      await sweep()
    }
    const attempts = 1 + policy.messages.retries.attempts
    expect(await messageRow(message_id)).toMatchObject({ status: 'failed', attempts, due_at: null })
    expect(await otpRow(otp_id)).toMatchObject({ status: 'failed', failure: { code: 'delivery_failed' } })
    expect(await eventsOf(otp_id)).toEqual(['otp.failed'])
  })

  test('131026 is final: the OTP has failed, and says with which code', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await breakMeta(to, { status: 400, code: 131026 })
    const { message_id, otp_id } = await sendOtp(tenant.ctx, order(to))
    await tenant.answered()
    expect(await messageRow(message_id)).toMatchObject({ status: 'failed', attempts: 1, due_at: null })
    expect(await otpRow(otp_id)).toMatchObject({
      status: 'failed',
      failure: { code: 'delivery_failed', actor: 'recipient', provider_code: 131026 },
      nonce: null,
      code_hash: null,
    })
    expect(await eventsOf(otp_id)).toEqual(['otp.failed'])
    expect(await eventsOf(message_id)).toEqual(['message.failed'])
  })

  test('a lost answer is waited for: when the report comes, nothing is sent again', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await breakMeta(to, { reset: true, after: true })
    const { message_id, otp_id } = await sendOtp(tenant.ctx, order(to))
    await tenant.answered()
    const [message] = await messagesTo(to)
    expect(await messageRow(message_id)).toMatchObject({ status: 'queued', wamid: null })
    const [row] = await owner`select extract(epoch from due_at - clock_timestamp())::int as wait from messages
      where phone = ${to}`
    expect(row?.wait).toBeGreaterThanOrEqual(policy.messages.reconcileSeconds - 2)

    const biz_opaque_callback_data = `${toTypeId('tenant', tenant.tenantId)}.${message_id}`
    await report({ id: message?.wamid ?? '', status: 'sent', biz_opaque_callback_data })
    await letFallDue(message_id)
    await sweep()
    expect(await messagesTo(to)).toHaveLength(1)
    expect(await messageRow(message_id)).toMatchObject({ status: 'sent', wamid: message?.wamid, attempts: 1 })
    expect(await eventsOf(otp_id)).toEqual(['otp.sent'])
  })

  test('a lost answer without a report is sent again, with the same code', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await breakMeta(to, { reset: true, after: true })
    const { message_id } = await sendOtp(tenant.ctx, order(to))
    await tenant.answered()
    await letFallDue(message_id)
    await sweep()
    const codes = (await messagesTo(to)).map(({ code }) => code)
    expect(codes).toHaveLength(2)
    expect(new Set(codes).size).toBe(1)
  })

  test('what is carried through Meta finds the message again', async () => {
    const tenant = await makeSendingTenant()
    const { otp, wamid } = await sendAndRead(tenant, randomPhone())
    const { id } = await messageRow(otp.message_id)
    const [route] = await owner`select tenant_id, mode, message_id from message_routes where wamid = ${wamid}`
    expect(route).toMatchObject({ tenant_id: tenant.tenantId, mode: 'live', message_id: id })
  })
})
