import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { fromTypeId, newTypeId, toTypeId } from '@/lib/core/ids'
import { testContext } from '@/lib/core/test-context'
import {
  letExpire,
  makeSendingTenant,
  order,
  report,
  sendAndRead,
  verifyWrongly,
} from '@/lib/otp/fixtures/sending'
import { getOtp } from '@/lib/otp/get'
import { listOtps } from '@/lib/otp/list'
import { OtpDetail } from '@/lib/otp/schema'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

test('an OTP tells its way from the request to the right code, in order', async () => {
  const tenant = await makeSendingTenant()
  const { otp, code, wamid } = await sendAndRead(tenant, randomPhone(), { purpose: 'login', codeLength: 7 })
  await report({ id: wamid, status: 'delivered' })
  await report({ id: wamid, status: 'read' })
  await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })
  const detail = await getOtp(tenant.ctx, { id: otp.otp_id })
  expect(OtpDetail.parse(detail)).toEqual(detail)
  expect(detail).toMatchObject({
    status: 'verified',
    delivery_status: 'read',
    purpose: 'login',
    code_length: 7,
    provider_message_id: wamid,
    template: 'otp_copy_code',
    language: 'en_US',
    request_id: toTypeId('request', tenant.ctx.requestId),
    failure: null,
  })
  expect(detail.timeline.map(({ type }) => type)).toEqual([
    'accepted',
    'sent',
    'delivered',
    'read',
    'verified',
  ])
  const offsets = detail.timeline.map(({ offset_ms }) => offset_ms)
  expect(offsets[0]).toBe(0)
  expect([...offsets].sort((left, right) => left - right)).toEqual(offsets)
})

test('no answer holds the code, or what it could be found with', async () => {
  const tenant = await makeSendingTenant()
  const { otp, code } = await sendAndRead(tenant, randomPhone(), { codeLength: 8 })
  const answers = [
    otp,
    await getOtp(tenant.ctx, { id: otp.otp_id }),
    await listOtps(tenant.ctx, { limit: 5 }),
  ]
  expect(JSON.stringify(answers)).not.toContain(code)
  expect(JSON.stringify(answers)).not.toMatch(/nonce|hash/)
})

describe('how it ended is told', () => {
  test('expired, before any sweep has said so', async () => {
    const tenant = await makeSendingTenant()
    const { otp_id } = await sendOtp(tenant.ctx, order(randomPhone()))
    await letExpire(otp_id)
    const detail = await getOtp(tenant.ctx, { id: otp_id })
    expect(detail.status).toBe('expired')
    expect(detail.timeline.map(({ type }) => type)).toContain('expired')
  })

  test('failed, with why', async () => {
    const tenant = await makeSendingTenant()
    const { otp, code } = await sendAndRead(tenant, randomPhone())
    await verifyWrongly(tenant.ctx, otp.otp_id, code, 3)
    const detail = await getOtp(tenant.ctx, { id: otp.otp_id })
    expect(detail).toMatchObject({
      status: 'failed',
      attempts_remaining: 0,
      failure: { code: 'attempts_exceeded' },
    })
    expect(detail.timeline.at(-1)).toMatchObject({ type: 'failed', detail: 'Three wrong codes' })
    const wrongCodes = detail.timeline.filter(({ type }) => type === 'wrong_code')
    expect(wrongCodes.map((stop) => stop.detail)).toEqual([1, 2, 3].map((n) => `attempt ${n} of 3`))
  })

  test('verified, after one wrong code', async () => {
    const tenant = await makeSendingTenant()
    const { otp, code } = await sendAndRead(tenant, randomPhone())
    await verifyWrongly(tenant.ctx, otp.otp_id, code, 1)
    await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })
    const { timeline } = await getOtp(tenant.ctx, { id: otp.otp_id })
    const attempts = timeline.filter(({ type }) => type === 'wrong_code' || type === 'verified')
    expect(attempts).toMatchObject([
      { type: 'wrong_code', detail: 'attempt 1 of 3' },
      { type: 'verified', detail: 'attempt 2 of 3' },
    ])
  })

  test('verified in the very millisecond of the wrong code before', async () => {
    const tenant = await makeSendingTenant()
    const { otp, code } = await sendAndRead(tenant, randomPhone())
    await verifyWrongly(tenant.ctx, otp.otp_id, code, 1)
    await verifyOtp(tenant.ctx, { otpId: otp.otp_id, code })
    const id = fromTypeId('otp', otp.otp_id)
    await owner`
      update otps set attempted_at = array[verified_at, verified_at] where id = ${id}`
    const { timeline } = await getOtp(tenant.ctx, { id: otp.otp_id })
    const types = timeline.map(({ type }) => type).filter((type) => /wrong|verified/.test(type))
    expect(types).toEqual(['wrong_code', 'verified'])
  })

  test('superseded', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp_id } = await sendOtp(tenant.ctx, order(to))
    const second = await sendOtp(tenant.ctx, order(to))
    await sendOtp(tenant.ctx, order(to))
    const superseded_by = second.otp_id
    expect(await getOtp(tenant.ctx, { id: otp_id })).toMatchObject({ status: 'superseded', superseded_by })
    expect(await getOtp(tenant.ctx, { id: second.otp_id })).not.toMatchObject({ superseded_by })
  })
})

describe('what is not theirs is not there', () => {
  test.each([newTypeId('otp'), newTypeId('message'), 'otp_', '', '..', '%00', "'"])(
    '%j is not_found',
    async (id) => {
      const { ctx } = await makeSendingTenant()
      await expect(getOtp(ctx, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
    },
  )

  test('another tenant’s OTP, and the other mode’s, look like one that never was', async () => {
    const [a, b] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const { otp_id: id } = await sendOtp(a.ctx, order(randomPhone()))
    const otherMode = testContext({ tenantId: a.tenantId, mode: 'test' })
    for (const { ctx } of [b, otherMode])
      await expect(getOtp(ctx, { id })).rejects.toMatchObject({ code: 'not_found', options: {} })
    await expect(getOtp(a.ctx, { id })).resolves.toMatchObject({ otp_id: id })
  })
})

describe('a list', () => {
  test('is newest first, and its pages put together are the whole of it', async () => {
    const tenant = await makeSendingTenant()
    const ids: string[] = []
    for (let index = 0; index < 7; index++)
      ids.unshift((await sendOtp(tenant.ctx, order(randomPhone()))).otp_id)
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await listOtps(tenant.ctx, { limit: 3, cursor })
      seen.push(...page.data.map((otp) => otp.otp_id))
      expect(page.has_more).toBe(page.next_cursor !== null)
      cursor = page.next_cursor ?? undefined
    } while (cursor)
    expect(seen).toEqual(ids)
  })

  test('holds what was asked for, and nothing of anybody else', async () => {
    const [tenant, stranger] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    const to = randomPhone()
    const first = await sendAndRead(tenant, to)
    await sendOtp(stranger.ctx, order(to))
    const second = await sendAndRead(tenant, to)
    await sendOtp(tenant.ctx, order(randomPhone()))
    await letExpire(second.otp.otp_id)
    const idsOf = async (query: Partial<Parameters<typeof listOtps>[1]>) =>
      (await listOtps(tenant.ctx, { limit: 100, ...query })).data.map((otp) => otp.otp_id)
    expect(await idsOf({ to })).toEqual([second.otp.otp_id, first.otp.otp_id])
    expect(await idsOf({ status: 'superseded' })).toEqual([first.otp.otp_id])
    expect(await idsOf({ to, status: 'pending' })).toEqual([])
    expect(await idsOf({ to, status: 'expired' })).toEqual([second.otp.otp_id])
    expect(await idsOf({ createdAfter: new Date(Date.now() + 60_000).toISOString() })).toEqual([])
    expect(await idsOf({})).toHaveLength(3)
  })

  test('takes no cursor of another tenant’s or of another mode', async () => {
    const [a, b] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    for (let index = 0; index < 2; index++) await sendOtp(a.ctx, order(randomPhone()))
    const cursor = (await listOtps(a.ctx, { limit: 1 })).next_cursor ?? ''
    const otherMode = testContext({ tenantId: a.tenantId, mode: 'test' })
    for (const { ctx } of [b, otherMode])
      await expect(listOtps(ctx, { limit: 1, cursor })).rejects.toMatchObject({ code: 'validation_failed' })
  })
})
