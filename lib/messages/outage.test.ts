import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { breakMeta, messagesFrom } from '@/lib/core/fixtures/sandbox'
import { policy } from '@/lib/core/policy'
import {
  filled,
  letAllFallDue,
  makeSendingTenant,
  makeTemplate,
  openWindows,
  rowsOf,
  textTo,
} from '@/lib/messages/fixtures/sending'
import { sendDueMessages } from '@/lib/messages/send-due'
import { sendMessage } from '@/lib/messages/send-message'
import { report } from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'

const sweep = () => sendDueMessages(otpMessages)
type Tenant = Awaited<ReturnType<typeof makeSendingTenant>>

/** Meta's reports of what it took, as they would come in by themselves where an app listens. */
async function reportAll(tenant: Tenant): Promise<void> {
  const taken = await messagesFrom(tenant.sender.phoneNumberId)
  for (const { wamid, payload } of taken)
    await report({
      id: wamid,
      status: 'sent',
      biz_opaque_callback_data: String(payload.biz_opaque_callback_data),
    })
}

async function settle(tenant: Tenant): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await reportAll(tenant)
    await owner`update senders set paused_until = null, failures_in_row = 0 where tenant_id = ${tenant.tenantId}`
    await letAllFallDue(tenant.tenantId)
    await sweep()
  }
}

test('Meta refuses, hangs for ten seconds, breaks connections and answers 500 thirty times: nothing is lost, nothing is sent twice, and no answer waits for it', async () => {
  const tenant = await makeSendingTenant()
  const phones = Array.from({ length: 20 }, randomPhone)
  await openWindows(tenant.sender, phones)
  const path = `/${tenant.sender.phoneNumberId}/messages`
  // In the order in which the calls meet them: codes that pass, answers lost before and after, and plain failures.
  await breakMeta(path, { code: 131016 }, 5)
  await breakMeta(path, { delay_ms: policy.meta.timeoutMilliseconds + 400 }, 2)
  await breakMeta(path, { reset: true }, 3)
  await breakMeta(path, { reset: true, after: true }, 2)
  await breakMeta(path, { status: 500 }, 30)
  const latencies: number[] = []
  const sends: Promise<unknown>[] = []
  for (const [at, to] of phones.entries()) {
    const startedAt = performance.now()
    await sendMessage(tenant.ctx, textTo(to, `${at}`))
    latencies.push(performance.now() - startedAt)
    sends.push(tenant.answered())
  }
  await Promise.all(sends)
  await settle(tenant)
  const taken = await messagesFrom(tenant.sender.phoneNumberId)
  expect(taken.map(({ text }) => Number(text)).sort((a, b) => a - b)).toEqual([...phones.keys()])
  for (const row of await rowsOf(tenant.tenantId)) expect(row).toMatchObject({ status: 'sent', due_at: null })
  const usage = await owner`select id from usage_entries where tenant_id = ${tenant.tenantId}`
  expect(usage).toHaveLength(20)
  latencies.sort((a, b) => a - b)
  expect(latencies[Math.floor(latencies.length * 0.9)]).toBeLessThan(1_000)
}, 90_000)

describe('an answer that was lost', () => {
  test('is waited for, and the message is not sent again once Meta reports it', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await openWindows(tenant.sender, [to])
    await breakMeta(to, { reset: true, after: true })
    await sendMessage(tenant.ctx, textTo(to))
    await tenant.answered()
    const [row] =
      await owner`select status, extract(epoch from due_at - clock_timestamp()) as seconds from messages
      where tenant_id = ${tenant.tenantId}`
    expect(row?.status).toBe('queued')
    expect(Number(row?.seconds)).toBeGreaterThan(policy.messages.messageReconcileSeconds - 10)
    // Another process whose lease ends early still waits for the report.
    await owner`update messages set due_at = clock_timestamp() where tenant_id = ${tenant.tenantId}`
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toHaveLength(1)
    await reportAll(tenant)
    await letAllFallDue(tenant.tenantId)
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toHaveLength(1)
    expect(await rowsOf(tenant.tenantId)).toMatchObject([{ status: 'sent' }])
  })

  test('of a marketing message is the end of it: it says that nobody knows, and is not sent twice', async () => {
    const tenant = await makeSendingTenant()
    await makeTemplate(tenant.sender, { name: 'sale', category: 'MARKETING' })
    const to = randomPhone()
    await breakMeta(to, { reset: true })
    await sendMessage(tenant.ctx, { to, type: 'template', template: filled('sale', 'a', 'b'), metadata: {} })
    await tenant.answered()
    await letAllFallDue(tenant.tenantId)
    await sweep()
    expect(await messagesFrom(tenant.sender.phoneNumberId)).toEqual([])
    expect(await rowsOf(tenant.tenantId)).toMatchObject([
      { status: 'failed', failure: { code: 'outcome_unknown', retryable: false } },
    ])
  })
})

test('what does not pass is given up after five retries, for good, and says who has to act', async () => {
  const tenant = await makeSendingTenant()
  const to = randomPhone()
  await openWindows(tenant.sender, [to])
  await breakMeta(to, { code: 131016 }, 20)
  await sendMessage(tenant.ctx, textTo(to))
  await tenant.answered()
  await settle(tenant)
  expect(await rowsOf(tenant.tenantId)).toMatchObject([
    {
      status: 'failed',
      attempts: 6,
      failure: { provider_code: 131016, actor: 'meta', fix: 'Send again later.' },
    },
  ])
})

test('a number rests after ten failures in a row, tries one message, and goes on once that one is taken', async () => {
  const tenant = await makeSendingTenant()
  const phones = Array.from({ length: 14 }, randomPhone)
  await openWindows(tenant.sender, phones)
  const path = `/${tenant.sender.phoneNumberId}/messages`
  await breakMeta(path, { code: 131016 }, 11)
  for (const to of phones.slice(0, 10)) {
    await sendMessage(tenant.ctx, textTo(to))
    await tenant.answered()
  }
  const rest = async () => {
    const [row] = await owner`select failures_in_row, paused_until > clock_timestamp() as rests from senders
      where id = ${tenant.sender.id}`
    return row
  }
  expect(await rest()).toMatchObject({ failures_in_row: 10, rests: true })

  // While it rests the API takes messages as ever, and nothing of the number goes out.
  for (const to of phones.slice(10)) await sendMessage(tenant.ctx, textTo(to))
  await tenant.answered()
  await letAllFallDue(tenant.tenantId)
  await sweep()
  const calls = async () => {
    const [row] =
      await owner`select sum(attempts)::int as attempts from messages where tenant_id = ${tenant.tenantId}`
    return row?.attempts
  }
  expect(await calls()).toBe(10)

  // Half open: one message tries, fails, and the number rests again.
  const wake = () => owner`update senders set paused_until = clock_timestamp() where id = ${tenant.sender.id}`
  await wake()
  await letAllFallDue(tenant.tenantId)
  await sweep()
  expect(await calls()).toBe(11)
  expect(await rest()).toMatchObject({ rests: true })

  // The next one is taken, and all the others follow.
  await wake()
  await letAllFallDue(tenant.tenantId)
  await sweep()
  expect(await rest()).toMatchObject({ failures_in_row: 0, rests: null })
  await letAllFallDue(tenant.tenantId)
  await sweep()
  expect(await messagesFrom(tenant.sender.phoneNumberId)).toHaveLength(14)
}, 30_000)

test('a person who cannot be reached is no reason for the number to rest', async () => {
  const tenant = await makeSendingTenant()
  const phones = Array.from({ length: 12 }, randomPhone)
  await openWindows(tenant.sender, phones)
  for (const to of phones) {
    await breakMeta(to, { code: 131026 })
    await sendMessage(tenant.ctx, textTo(to))
  }
  await tenant.answered()
  expect(
    await owner`select failures_in_row, paused_until from senders where id = ${tenant.sender.id}`,
  ).toMatchObject([{ failures_in_row: 0, paused_until: null }])
  for (const row of await rowsOf(tenant.tenantId))
    expect(row).toMatchObject({ status: 'failed', attempts: 1 })
})
