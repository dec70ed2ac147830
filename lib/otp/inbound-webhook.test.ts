import { createHmac, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeSender } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { canonicalPhone } from '@/lib/core/phone'
import { handleDueWebhooks } from '@/lib/messages/handle-webhooks'
import { receiveWebhook } from '@/lib/messages/receive-webhook'
import { makeInbound, timelineOf, write, writtenBody } from '@/lib/otp/fixtures/inbound'
import {
  eventsOf,
  letExpire,
  makeSendingTenant,
  otpRow,
  receive,
  signatureOf,
} from '@/lib/otp/fixtures/sending'
import { getOtp } from '@/lib/otp/get'
import { otpMessages } from '@/lib/otp/otp-messages'

type Made = Awaited<ReturnType<typeof waiting>>

async function waiting(more: Parameters<typeof makeInbound>[1] = {}) {
  const tenant = await makeSendingTenant()
  const otp = await makeInbound(tenant.ctx, more)
  return { ...tenant, otp, phoneNumberId: tenant.sender.phoneNumberId }
}

const shown = ({ ctx, otp }: Made) => getOtp(ctx, { id: otp.otp_id })
const erased = { nonce: null, code_hash: null }

describe('whoever writes the token has proven their number', () => {
  test('once: 50 deliveries at once, of the same and of other messages, make one verified', async () => {
    const made = await waiting()
    const { otp, phoneNumberId } = made
    const [first, second] = [randomPhone(), randomPhone()]
    const bodies = Array.from({ length: 50 }, (_, index) =>
      writtenBody({
        phoneNumberId,
        text: otp.text,
        from: index % 2 ? first : second,
        ...(index < 25 ? { wamid: 'wamid.same' } : {}),
      }),
    )
    await Promise.all(bodies.map((body) => receive(body)))
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.verified'])
    const detail = await shown(made)
    expect([first, second]).toContain(detail.to)
    expect(detail).toMatchObject({ status: 'verified', attempts_remaining: 3, failure: null })
    expect(detail.timeline.map(({ type }) => type)).toEqual(['accepted', 'received', 'verified'])
    expect(await otpRow(otp.otp_id)).toMatchObject(erased)
  })

  test('with the event, the times and Meta’s id', async () => {
    const made = await waiting({ purpose: 'sign-up' })
    const from = randomPhone()
    await write({
      phoneNumberId: made.phoneNumberId,
      text: `Hi! ${made.otp.text} 🦅`,
      from,
      wamid: 'wamid.p',
    })
    const detail = await shown(made)
    expect(detail).toMatchObject({ to: from, provider_message_id: 'wamid.p', purpose: 'sign-up' })
    expect(detail.verified_at).not.toBeNull()
    const [event] = await owner`select data from events where subject_id = ${made.otp.otp_id}`
    expect(event?.data).toMatchObject({ status: 'verified', direction: 'inbound', to: from })
    expect(JSON.stringify(event?.data)).not.toContain(made.otp.token)
  })

  test('in the shape of before the usernames too, and without our own words around it', async () => {
    const made = await waiting()
    const { phoneNumberId, otp } = made
    const from = randomPhone()
    await write({ phoneNumberId, text: otp.token.toLowerCase(), from, shape: 'inbound-text-legacy' })
    expect(await shown(made)).toMatchObject({ status: 'verified', to: from })
  })

  test('as E.164, where WhatsApp still writes Mexico’s mobile digit', async () => {
    const made = await waiting()
    await write({ phoneNumberId: made.phoneNumberId, text: made.otp.text, from: '5215512345678' })
    expect(await shown(made)).toMatchObject({ status: 'verified', to: '+525512345678' })
    expect(await otpRow(made.otp.otp_id)).toMatchObject({ canonical_phone: canonicalPhone('+525512345678') })
  })

  test('also when the process died after it had stored the delivery', async () => {
    const made = await waiting()
    const body = writtenBody({ phoneNumberId: made.phoneNumberId, text: made.otp.text, from: randomPhone() })
    await receiveWebhook({ signature: signatureOf(body), body, defer: () => {} }, otpMessages)
    expect(await shown(made)).toMatchObject({ status: 'pending' })
    await owner`update meta_webhooks set due_at = clock_timestamp() where due_at is not null and body = ${body}`
    await Promise.all([1, 2, 3].map(() => handleDueWebhooks(otpMessages)))
    expect(await shown(made)).toMatchObject({ status: 'verified' })
    expect(await eventsOf(made.otp.otp_id)).toEqual(['otp.verified'])
  })
})

describe('nobody else has', () => {
  test('somebody who hides the number behind a username: the OTP has failed, and never passed', async () => {
    const made = await waiting()
    const message = { phoneNumberId: made.phoneNumberId, text: made.otp.text }
    await Promise.all(Array.from({ length: 5 }, () => write({ ...message, from: null })))
    expect(await shown(made)).toMatchObject({
      status: 'failed',
      to: null,
      proof: null,
      failure: { code: 'phone_unavailable', actor: 'recipient', fix: expect.stringMatching(/share|code/) },
    })
    await write({ ...message, from: randomPhone() })
    expect(await shown(made)).toMatchObject({ status: 'failed', to: null })
    expect(await eventsOf(made.otp.otp_id)).toEqual(['otp.failed'])
    expect(await otpRow(made.otp.otp_id)).toMatchObject({ ...erased, phone: null, verified_at: null })
  })

  test.each(['', 'US.90010000000000000143', '0123456789', '+', '1'.repeat(40)])(
    'a sender that is no number: %j',
    async (from) => {
      const made = await waiting()
      await write({ phoneNumberId: made.phoneNumberId, text: made.otp.text, from })
      expect(await shown(made)).toMatchObject({ status: 'failed', failure: { code: 'phone_unavailable' } })
    },
  )

  test('another number than the one asked for: it waits on, and the attempts show', async () => {
    const to = randomPhone()
    const made = await waiting({ to })
    const message = { phoneNumberId: made.phoneNumberId, text: made.otp.text }
    await write({ ...message, from: randomPhone(), wamid: 'wamid.other' })
    await write({ ...message, from: randomPhone(), wamid: 'wamid.other' })
    expect(await shown(made)).toMatchObject({ status: 'pending', to, attempts_remaining: 2 })
    await write({ ...message, from: to })
    expect(await shown(made)).toMatchObject({ status: 'verified', to })
    expect(await timelineOf(made.ctx, made.otp.otp_id)).toEqual([
      ['accepted', null],
      ['received', 'from another number'],
      ['received', null],
      ['verified', null],
    ])
    expect(await eventsOf(made.otp.otp_id)).toEqual(['otp.verified'])
  })

  test('three other numbers end it, however many write at once', async () => {
    const made = await waiting({ to: randomPhone() })
    const { phoneNumberId, otp } = made
    await Promise.all(
      Array.from({ length: 12 }, () => write({ phoneNumberId, text: otp.text, from: randomPhone() })),
    )
    expect(await shown(made)).toMatchObject({
      status: 'failed',
      attempts_remaining: 0,
      failure: { code: 'other_number' },
    })
    expect(await eventsOf(otp.otp_id)).toEqual(['otp.failed'])
  })

  test('the same person is recognised in every way their country’s numbers are written', async () => {
    const made = await waiting({ to: '+5511987654321' })
    await write({ phoneNumberId: made.phoneNumberId, text: made.otp.text, from: '551187654321' })
    expect(await shown(made)).toMatchObject({ status: 'verified', to: '+5511987654321' })
  })

  test('nobody after its time, by the database’s clock', async () => {
    const made = await waiting()
    await letExpire(made.otp.otp_id)
    await write({ phoneNumberId: made.phoneNumberId, text: made.otp.text, from: randomPhone() })
    expect(await shown(made)).toMatchObject({ status: 'expired', to: null })
    expect(await eventsOf(made.otp.otp_id)).toEqual([])
  })

  test('nobody who writes to another tenant, to a number gone or to none', async () => {
    const [made, stranger] = await Promise.all([waiting(), waiting()])
    const from = randomPhone()
    for (const phoneNumberId of [stranger.phoneNumberId, '1', ''])
      await write({ phoneNumberId, text: made.otp.text, from })
    await owner`update senders set status = 'disconnected' where id = ${made.sender.id}`
    await write({ phoneNumberId: made.phoneNumberId, text: made.otp.text, from })
    for (const other of [made, stranger]) expect(await shown(other)).toMatchObject({ status: 'pending' })
  })

  test('nobody whose delivery Meta has not signed', async () => {
    const made = await waiting()
    const body = writtenBody({ phoneNumberId: made.phoneNumberId, text: made.otp.text, from: randomPhone() })
    const forged = `sha256=${createHmac('sha256', 'guess').update(body).digest('hex')}`
    await expect(receive(body, forged)).rejects.toMatchObject({ code: 'signature_invalid' })
    expect(await shown(made)).toMatchObject({ status: 'pending' })
  })

  test('nobody who writes through a number of test mode', async () => {
    const made = await waiting()
    const tester = await makeSender({ tenantId: made.tenantId, mode: 'test' })
    await write({ phoneNumberId: tester.phoneNumberId, text: made.otp.text, from: randomPhone() })
    expect(await shown(made)).toMatchObject({ status: 'pending' })
  })
})

describe('a message without a token', () => {
  test.each(['Hello, is the shop open today?', 'STOP', 'HAWK-0000-0000', ' ', 'Ω'.repeat(4_000)])(
    '%j is kept with its delivery, and left alone',
    async (text) => {
      const made = await waiting()
      const wamid = `wamid.${randomUUID()}`
      await write({ phoneNumberId: made.phoneNumberId, text, from: randomPhone(), wamid })
      expect(await shown(made)).toMatchObject({ status: 'pending', attempts_remaining: 3 })
      const kept = await owner`select due_at, error from meta_webhooks
        where position(convert_to(${wamid}, 'UTF8') in body) > 0`
      expect(kept.map((row) => ({ ...row }))).toEqual([{ due_at: null, error: null }])
    },
  )
})
