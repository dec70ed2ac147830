import { describe, expect, test } from 'vitest'
import { makeSender, makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { AppError } from '@/lib/core/errors'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { connectSender, messagesTo } from '@/lib/core/fixtures/sandbox'
import { fromTypeId, newTypeId, toTypeId } from '@/lib/core/ids'
import { policy } from '@/lib/core/policy'
import { testContext } from '@/lib/core/test-context'
import { makeSendingTenant, messageRow, order, otpRow, sendAndRead } from '@/lib/otp/fixtures/sending'
import { sendOtp } from '@/lib/otp/send'

const { perPhone, perPhoneOverAllTenants, windowSeconds } = policy.otp.sends

describe('the limits', () => {
  test('of 20 sends at once to one phone exactly five are accepted, and one is pending', async () => {
    const tenant = await makeSendingTenant()
    const phone = randomPhone()
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => sendOtp(tenant.ctx, order(phone))),
    )
    const refusals = results.flatMap((result) =>
      result.status === 'rejected' ? [asRefusal(result.reason)] : [],
    )
    expect(refusals).toHaveLength(15)
    for (const { code, retryAfterSeconds } of refusals) {
      expect(code).toBe('otp_rate_limited')
      expect(retryAfterSeconds).toBeGreaterThanOrEqual(1)
      expect(retryAfterSeconds).toBeLessThanOrEqual(windowSeconds)
    }
    const rows = await owner`select status from otps where phone = ${phone}`
    expect(rows.map((row) => row.status).sort()).toEqual(['pending', ...Array(4).fill('superseded')])
    await tenant.answered()
    expect((await messagesTo(phone)).length).toBeLessThanOrEqual(perPhone)
  })

  test('the sixth waits until the oldest is an hour old, to the second', async () => {
    const { ctx } = await makeSendingTenant()
    const phone = randomPhone()
    for (let send = 0; send < perPhone; send++) await sendOtp(ctx, order(phone))
    const sixth = async () => sendOtp(ctx, order(phone))
    expect((await refusalOf(sixth())).retryAfterSeconds).toBeGreaterThan(windowSeconds - 10)

    await ageOldest(phone, windowSeconds - 5)
    const { retryAfterSeconds } = await refusalOf(sixth())
    expect(retryAfterSeconds).toBeGreaterThanOrEqual(3)
    expect(retryAfterSeconds).toBeLessThanOrEqual(5)

    await ageOldest(phone, windowSeconds)
    await expect(sixth()).resolves.toMatchObject({ status: 'pending' })
    expect(await refusalOf(sixth())).toMatchObject({ code: 'otp_rate_limited' })
  })

  test('each tenant has its own five for a phone', async () => {
    const [a, b] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const phone = randomPhone()
    for (let send = 0; send < perPhone; send++) await sendOtp(a.ctx, order(phone))
    await expect(refusalOf(sendOtp(a.ctx, order(phone)))).resolves.toMatchObject({ code: 'otp_rate_limited' })
    for (let send = 0; send < perPhone; send++) await sendOtp(b.ctx, order(phone))
    const rows = await owner`select tenant_id from otps where phone = ${phone} and status = 'pending'`
    expect(new Set(rows.map((row) => row.tenant_id))).toEqual(new Set([a.tenantId, b.tenantId]))
  })

  test('over all tenants a phone gets 20 an hour, and the 21st is refused in the same words', async () => {
    const tenants = await Promise.all(Array.from({ length: 6 }, () => makeSendingTenant()))
    const phone = randomPhone()
    const sends = tenants.flatMap(({ ctx }) => Array.from({ length: 4 }, () => sendOtp(ctx, order(phone))))
    const results = await Promise.allSettled(sends)
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(perPhoneOverAllTenants)
    const [row] = await owner`select count(*)::int as rows from otps where phone = ${phone}`
    expect(row?.rows).toBe(perPhoneOverAllTenants)
    const fresh = await makeSendingTenant()
    const refusal = await refusalOf(sendOtp(fresh.ctx, order(phone)))
    expect(refusal).toEqual({ code: 'otp_rate_limited', retryAfterSeconds: expect.any(Number) })
    expect(refusal.retryAfterSeconds).toBeGreaterThan(windowSeconds - 60)
  })

  test('a test phone is nobody else’s: 20 tenants may test with the same number', async () => {
    const phone = '+15550100001'
    for (let tenant = 0; tenant < perPhoneOverAllTenants / perPhone + 1; tenant++) {
      const { ctx } = await makeSendingTenant('test')
      for (let send = 0; send < perPhone; send++) await sendOtp(ctx, order(phone))
    }
  })

  test('test sends do not count against live ones', async () => {
    const { ctx, tenantId } = await makeSendingTenant()
    const sender = await makeSender({ tenantId, mode: 'test' })
    const testing = testContext({ tenantId, mode: 'test' })
    const phone = randomPhone()
    for (let send = 0; send < perPhone; send++) await sendOtp(testing.ctx, order(phone))
    await expect(sendOtp(ctx, order(phone))).resolves.toMatchObject({ mode: 'live' })
    expect(sender.mode).toBe('test')
  })

  test('a refused send leaves no row, calls nobody and supersedes nothing', async () => {
    const tenant = await makeSendingTenant()
    const phone = randomPhone()
    for (let send = 0; send < perPhone; send++) await sendOtp(tenant.ctx, order(phone))
    await tenant.answered()
    const before = await traces(tenant.tenantId)
    const arrived = await messagesTo(phone)
    await refusalOf(sendOtp(tenant.ctx, order(phone)))
    expect(await tenant.answered()).toEqual([])
    expect(await traces(tenant.tenantId)).toEqual(before)
    expect(await messagesTo(phone)).toEqual(arrived)
  })
})

describe('what is accepted', () => {
  test('the answer says what was asked, and is stored before it is given', async () => {
    const { ctx } = await makeSendingTenant()
    const to = randomPhone()
    const asked = { codeLength: 8, expiry: 60, purpose: 'login', metadata: { cart: '7' } }
    const otp = await sendOtp(ctx, order(to, asked))
    const { purpose, metadata } = asked
    expect(otp).toMatchObject({
      to,
      purpose,
      metadata,
      mode: 'live',
      status: 'pending',
      delivery_status: 'queued',
    })
    expect(Date.parse(otp.expires_at) - Date.parse(otp.created_at)).toBe(60_000)
    expect(await otpRow(otp.otp_id)).toMatchObject({
      phone: to,
      status: 'pending',
      code_length: 8,
      purpose,
      metadata,
    })
    expect(await messageRow(otp.message_id)).toMatchObject({ status: 'queued', phone: to })
  })

  test.each([4, 5, 6, 7, 8])('a code of %i digits arrives with all its digits', async (codeLength) => {
    const tenant = await makeSendingTenant()
    const { code } = await sendAndRead(tenant, randomPhone(), { codeLength })
    expect(code).toMatch(new RegExp(`^[0-9]{${codeLength}}$`))
  })

  test('a new code supersedes the one before, whose traces are erased', async () => {
    const tenant = await makeSendingTenant()
    const phone = randomPhone()
    const first = await sendOtp(tenant.ctx, order(phone))
    const second = await sendOtp(tenant.ctx, order(phone))
    expect(await otpRow(first.otp_id)).toMatchObject({ status: 'superseded', nonce: null, code_hash: null })
    expect(await otpRow(second.otp_id)).toMatchObject({ status: 'pending' })
  })
})

describe('what cannot be sent', () => {
  test('without a connected number it is no_sender', async () => {
    const { id: tenantId } = await makeTenant()
    const { ctx } = testContext({ tenantId, mode: 'live' })
    await expect(refusalOf(sendOtp(ctx, order(randomPhone())))).resolves.toMatchObject({ code: 'no_sender' })
  })

  test('another tenant’s number looks like one that is not there, and like no number at all', async () => {
    const [a, b] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    for (const from of [toTypeId('sender', b.sender.id), newTypeId('sender'), newTypeId('otp'), 'x'])
      for (const field of ['from', 'wabaId'])
        await expect(refusalOf(sendOtp(a.ctx, order(randomPhone(), { [field]: from })))).resolves.toEqual({
          code: 'no_sender',
        })
  })

  test('`waba_id` is an older name of `from`', async () => {
    const tenant = await makeSendingTenant()
    const wabaId = toTypeId('sender', tenant.sender.id)
    const otp = await sendOtp(tenant.ctx, order(randomPhone(), { wabaId }))
    expect((await messageRow(otp.message_id)).sender_id).toBe(fromTypeId('sender', wabaId))
  })

  test('a disconnected number sends nothing', async () => {
    const tenant = await makeSendingTenant()
    await owner`update senders set status = 'disconnected' where tenant_id = ${tenant.tenantId}`
    await expect(refusalOf(sendOtp(tenant.ctx, order(randomPhone())))).resolves.toMatchObject({
      code: 'no_sender',
    })
  })

  test('without an approved template it is template_unusable', async () => {
    const tenant = await makeSendingTenant()
    await owner`update templates set status = 'PAUSED' where tenant_id = ${tenant.tenantId}`
    const refusal = refusalOf(sendOtp(tenant.ctx, order(randomPhone())))
    await expect(refusal).resolves.toMatchObject({ code: 'template_unusable' })
    expect(await traces(tenant.tenantId)).toMatchObject({ otps: [], messages: [] })
  })

  test('a live number without its token sends nothing, and does not pretend to', async () => {
    const tenant = await makeSendingTenant()
    await owner`update senders set access_token_sealed = null where tenant_id = ${tenant.tenantId}`
    const sent = await sendOtp(tenant.ctx, order(randomPhone())).catch(asRefusal)
    await tenant.answered()
    if ('message_id' in sent)
      expect(await messageRow(sent.message_id)).toMatchObject({ status: 'failed', wamid: null })
  })

  test('two numbers: the primary one is used unless the other is named', async () => {
    const tenant = await makeSendingTenant()
    await owner`update senders set is_primary = false where tenant_id = ${tenant.tenantId}`
    const primary = await makeSender({ tenantId: tenant.tenantId, mode: 'live' })
    await connectSender(primary)
    const byDefault = await sendOtp(tenant.ctx, order(randomPhone()))
    expect((await messageRow(byDefault.message_id)).sender_id).toBe(primary.id)
    const from = toTypeId('sender', tenant.sender.id)
    const named = await sendOtp(tenant.ctx, order(randomPhone(), { from }))
    expect((await messageRow(named.message_id)).sender_id).toBe(tenant.sender.id)
  })
})

function asRefusal(error: unknown) {
  if (!(error instanceof AppError)) throw error
  return { code: error.code, ...error.options }
}

async function refusalOf(sent: Promise<unknown>) {
  return sent.then(() => {
    throw new Error('It was accepted.')
  }, asRefusal)
}

async function ageOldest(phone: string, seconds: number): Promise<void> {
  await owner`update otps set created_at = clock_timestamp() - make_interval(secs => ${seconds})
    where id = (select id from otps where phone = ${phone} order by created_at limit 1)`
}

/** All that a send could have left behind. */
async function traces(tenantId: string) {
  return {
    otps: await owner`select id, status from otps where tenant_id = ${tenantId} order by id`,
    messages: await owner`select id, status from messages where tenant_id = ${tenantId} order by id`,
    events: await owner`select id from events where tenant_id = ${tenantId} order by id`,
  }
}
