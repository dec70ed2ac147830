import { describe, expect, test } from 'vitest'
import { withTenant } from '@/db/tenant'
import { selectEntries } from '@/lib/audit/store'
import type { Ctx } from '@/lib/core/context'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesTo } from '@/lib/core/fixtures/sandbox'
import { personActor, testContext } from '@/lib/core/test-context'
import { cancelOtp } from '@/lib/otp/cancel'
import { expireTestOtp } from '@/lib/otp/expire-test-otp'
import { noRules } from '@/lib/otp/fixtures/guard'
import { makeSendingTenant, order, sendAndRead } from '@/lib/otp/fixtures/sending'
import { defaultGuard } from '@/lib/otp/guard-schema'
import { resendOtp } from '@/lib/otp/resend'
import { sendOtp } from '@/lib/otp/send'
import { updateGuard } from '@/lib/otp/update-guard'

const logOf = (ctx: Ctx) => withTenant(ctx, (tx) => selectEntries(tx, { limit: 100 }))
const asPerson = ({ tenantId, mode }: Ctx) => testContext({ tenantId, mode, actor: personActor('developer') })

describe('what a person does to an OTP is in the audit log, and what a key does is not', () => {
  test('canceling', async () => {
    const tenant = await makeSendingTenant()
    const [one, other] = [await sendAndRead(tenant, randomPhone()), await sendAndRead(tenant, randomPhone())]
    await cancelOtp(tenant.ctx, { id: one.otp.otp_id })
    expect(await logOf(tenant.ctx)).toEqual([])
    const { ctx } = asPerson(tenant.ctx)
    await cancelOtp(ctx, { id: other.otp.otp_id })
    await expect(cancelOtp(ctx, { id: other.otp.otp_id })).rejects.toMatchObject({ code: 'state_conflict' })
    expect(await logOf(ctx)).toMatchObject([
      {
        action: 'otp.canceled',
        actorType: 'user',
        targetId: other.otp.otp_id,
        before: { status: 'pending' },
        after: { status: 'canceled' },
      },
    ])
  })

  test('sending again, with the message that went out; a refused one leaves nothing', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp } = await sendAndRead(tenant, to)
    const { ctx, answered } = asPerson(tenant.ctx)
    const again = await resendOtp(ctx, { id: otp.otp_id })
    await answered()
    expect(await messagesTo(to)).toHaveLength(2)
    await cancelOtp(tenant.ctx, { id: otp.otp_id })
    await expect(resendOtp(ctx, { id: otp.otp_id })).rejects.toMatchObject({ code: 'state_conflict' })
    expect(await logOf(ctx)).toMatchObject([
      { action: 'otp.resent', targetId: otp.otp_id, after: { message_id: again.message_id } },
    ])
  })

  test('letting a test OTP expire', async () => {
    const tenant = await makeSendingTenant('test')
    const otp = await sendOtp(tenant.ctx, order('+15550100001'))
    const { ctx } = asPerson(tenant.ctx)
    await expireTestOtp(ctx, { id: otp.otp_id })
    expect(await logOf(ctx)).toMatchObject([{ action: 'otp.expired', entryMode: 'test' }])
  })

  test('no whole phone and no code are in what is written', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp, code } = await sendAndRead(tenant, to)
    await cancelOtp(asPerson(tenant.ctx).ctx, { id: otp.otp_id })
    const text = JSON.stringify(await logOf(tenant.ctx))
    expect(text).not.toContain(to.slice(1))
    expect(text).not.toMatch(new RegExp(`"[^"]*\\b${code}\\b`))
  })
})

test('a change of the fraud guard says what was before, also when several change it at once', async () => {
  const tenant = await makeSendingTenant()
  const { ctx } = asPerson(tenant.ctx)
  await Promise.all(
    [1, 2, 3, 4].map((cap) => updateGuard(ctx, { settings: { ...noRules, hourly_cap: cap } })),
  )
  const entries = (await logOf(ctx)).reverse()
  expect(entries.map(({ action }) => action)).toEqual(Array(4).fill('fraud_guard.changed'))
  expect(entries.map(({ before }) => before)).toEqual([
    defaultGuard,
    ...entries.slice(0, 3).map(({ after }) => after),
  ])
})
