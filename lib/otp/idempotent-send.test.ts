import { expect, test } from 'vitest'
import type { Ctx } from '@/lib/core/context'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesTo } from '@/lib/core/fixtures/sandbox'
import { sendDueMessages } from '@/lib/messages/send-due'
import { letFallDue, makeSendingTenant, messageRow, order, sendAndRead } from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { resendOtp } from '@/lib/otp/resend'
import { sendOtp } from '@/lib/otp/send'
import { runOnce } from '@/lib/requests/run-once'

/** As the pipeline runs a call that carries an Idempotency-Key: the verb joins the transaction of its record. */
async function once(ctx: Ctx, verb: (inner: Ctx) => Promise<{ message_id: string | null }>) {
  const { body } = await runOnce(ctx, {
    route: 'POST /otp/send',
    key: 'one',
    input: {},
    run: async (inner) => ({ status: 202, body: JSON.stringify(await verb(inner)) }),
    refuse: ({ status }) => ({ status, body: '{}' }),
  })
  return String(JSON.parse(body).message_id)
}

const calls = {
  'a send': async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    return { tenant, to, before: 0, verb: (ctx: Ctx) => sendOtp(ctx, order(to)) }
  },
  'a resend': async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    const { otp } = await sendAndRead(tenant, to)
    return { tenant, to, before: 1, verb: (ctx: Ctx) => resendOtp(ctx, { id: otp.otp_id }) }
  },
}

test.each(Object.entries(calls))(
  '%s with an Idempotency-Key goes out once, and is recorded as sent',
  async (_, call) => {
    const { tenant, to, before, verb } = await call()
    const messageId = await once(tenant.ctx, verb)
    expect(await messagesTo(to)).toHaveLength(before)
    await tenant.answered()
    expect(await messageRow(messageId)).toMatchObject({ status: 'sent', due_at: null })
    expect(await once(tenant.ctx, verb)).toBe(messageId)
    await tenant.answered()
    await letFallDue(messageId)
    await sendDueMessages(otpMessages)
    expect(await messagesTo(to)).toHaveLength(before + 1)
  },
)
