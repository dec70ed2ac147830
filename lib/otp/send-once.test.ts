import { expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import type { Ctx } from '@/lib/core/context'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesTo } from '@/lib/core/fixtures/sandbox'
import { setGuard } from '@/lib/otp/fixtures/guard'
import { makeSendingTenant, messageRow, order } from '@/lib/otp/fixtures/sending'
import { listGuardBlocks } from '@/lib/otp/list-guard-blocks'
import { sendOtp } from '@/lib/otp/send'
import { runOnce } from '@/lib/requests/run-once'

/** As the pipeline sends with an Idempotency-Key. */
function sendOnce(ctx: Ctx, key: string, to: string) {
  return runOnce(ctx, {
    route: 'POST /otp/send',
    key,
    input: { to },
    run: async (inner) => ({ status: 202, body: JSON.stringify(await sendOtp(inner, order(to))) }),
    refuse: ({ status, code }) => ({ status, body: code }),
  })
}

test('the message of an idempotent send goes out once the transaction is over, and once', async () => {
  const tenant = await makeSendingTenant()
  const to = randomPhone()
  const first = await sendOnce(tenant.ctx, 'k', to)
  await tenant.answered()
  const again = await sendOnce(tenant.ctx, 'k', to)
  await tenant.answered()
  expect(again).toEqual({ ...first, isReplay: true })
  expect(await messagesTo(to)).toHaveLength(1)
  const { message_id } = JSON.parse(first.body)
  expect((await messageRow(message_id)).wamid).toBeTruthy()
})

test('the record of a send that the guard stopped outlives the refused call, and is made once', async () => {
  const tenant = await makeSendingTenant()
  await setGuard(tenant.ctx, { allowed_countries: ['NG'] })
  const to = randomPhone()
  for (const isReplay of [false, true]) {
    const answer = await sendOnce(tenant.ctx, 'k', to)
    await tenant.answered()
    expect(answer).toEqual({ status: 403, body: 'otp_guard_blocked', isReplay })
  }
  const { data } = await listGuardBlocks(tenant.ctx, { limit: 25 })
  expect(data).toMatchObject([{ to, reasons: [{ rule: 'allowed_countries' }] }])
  const rows = await owner`select id from otps where tenant_id = ${tenant.tenantId}`
  expect(rows).toHaveLength(0)
})
