import { describe, expect, test, vi } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { randomPhone } from '@/lib/core/fixtures/random-phone'
import { messagesFrom } from '@/lib/core/fixtures/sandbox'
import { policy } from '@/lib/core/policy'
import { makeSendingTenant, openWindows, rowsOf, textTo } from '@/lib/messages/fixtures/sending'
import { sendBatch } from '@/lib/messages/send-batch'
import { sendDueMessages } from '@/lib/messages/send-due'
import { order } from '@/lib/otp/fixtures/sending'
import { otpMessages } from '@/lib/otp/otp-messages'
import { sendOtp } from '@/lib/otp/send'

const sweep = () => sendDueMessages(otpMessages)
const { perPairBurst, perPairSeconds, perNumberPerSecond } = policy.messages.pacing
type Tenant = Awaited<ReturnType<typeof makeSendingTenant>>

/** So many messages of a tenant that nobody has begun to send. */
async function fill(tenant: Tenant, phones: string[]) {
  await openWindows(tenant.sender, [...new Set(phones)])
  for (let at = 0; at < phones.length; at += 100) {
    const messages = phones.slice(at, at + 100).map((to, index) => wire(to, `${at + index}`))
    expect(await sendBatch(tenant.ctx, { messages })).toMatchObject({ refused: 0 })
  }
}

const wire = (to: string, body: string) => ({ to, type: 'text', text: { body } })
const phones = (count: number) => [...new Set(Array.from({ length: count * 2 }, randomPhone))].slice(0, count)

/** What Meta takes, and a little for the stand-in's own clock: a process that has stalled takes what waited at once. */
const atMost = (perSecond: number) => Math.ceil(perSecond * 1.1)

/** The most that Meta was sent in any second. */
function busiestSecond(times: number[]): number {
  const sorted = [...times].sort((left, right) => left - right)
  return Math.max(
    ...sorted.map((start, at) => sorted.slice(at).filter((time) => time < start + 1_000).length),
  )
}

describe('the pace', () => {
  test('of one number is kept by two workers together: 200 messages, none twice, in no second more than Meta takes', async () => {
    const tenant = await makeSendingTenant()
    await fill(tenant, phones(200))
    const startedAt = performance.now()
    await Promise.all([sweep(), sweep(), tenant.answered()])
    const seconds = (performance.now() - startedAt) / 1_000
    const taken = await messagesFrom(tenant.sender.phoneNumberId)
    expect(new Set(taken.map(({ text }) => text)).size).toBe(200)
    expect(taken).toHaveLength(200)
    expect(busiestSecond(taken.map(({ received_at }) => received_at.getTime()))).toBeLessThanOrEqual(
      atMost(perNumberPerSecond),
    )
    expect(seconds).toBeGreaterThan(200 / perNumberPerSecond - 1)
    expect((await rowsOf(tenant.tenantId)).map(({ status }) => status)).toEqual(Array(200).fill('sent'))
  }, 40_000)

  test('of a number that is in the app as well is a quarter of that', async () => {
    const tenant = await makeSendingTenant()
    await owner`update senders set is_coexistence = true where id = ${tenant.sender.id}`
    await fill(tenant, phones(50))
    await sweep()
    const taken = await messagesFrom(tenant.sender.phoneNumberId)
    expect(taken).toHaveLength(50)
    expect(busiestSecond(taken.map(({ received_at }) => received_at.getTime()))).toBeLessThanOrEqual(
      atMost(20),
    )
  }, 30_000)

  test('to one person is a burst, and then one every six seconds; others are not held up', async () => {
    const tenant = await makeSendingTenant()
    const [to, other] = [randomPhone(), randomPhone()]
    await fill(tenant, [...Array<string>(perPairBurst + 5).fill(to), other])
    await sweep()
    const taken = await messagesFrom(tenant.sender.phoneNumberId)
    expect(taken.filter((message) => message.to === to)).toHaveLength(perPairBurst)
    expect(taken.filter((message) => message.to === other)).toHaveLength(1)
    const waiting =
      await owner`select extract(epoch from due_at - clock_timestamp()) as seconds, attempts, asked_at
      from messages where tenant_id = ${tenant.tenantId} and status = 'queued'`
    expect(waiting).toHaveLength(5)
    for (const { seconds, attempts, asked_at } of waiting) {
      expect(Number(seconds)).toBeGreaterThan(-1)
      expect(Number(seconds)).toBeLessThanOrEqual(perPairSeconds)
      expect([attempts, asked_at]).toEqual([0, null])
    }
    await owner`update pair_paces set free_at = free_at - interval '6 seconds' where tenant_id = ${tenant.tenantId}`
    await owner`update messages set due_at = clock_timestamp() where tenant_id = ${tenant.tenantId} and status = 'queued'`
    await sweep()
    // Meta counts by its own clock, which nobody turned on: it refuses the one that went, and that one is tried again.
    const [tried] = await owner`select count(*)::int as count from messages
      where tenant_id = ${tenant.tenantId} and status = 'queued' and attempts = 1 and asked_at is null`
    expect(tried?.count).toBe(1)
  }, 30_000)
})

describe('turns', () => {
  test('one tenant’s long queue holds up neither another tenant nor its own other codes', async () => {
    const [busy, small] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
    await fill(busy, phones(300))
    await fill(small, phones(3))
    const otp = await sendOtp(busy.ctx, order(randomPhone()))
    await owner`update messages set due_at = clock_timestamp() where otp_id is not null and tenant_id = ${busy.tenantId}`
    const running = sweep()
    const arrived = () => messagesFrom(small.sender.phoneNumberId)
    await vi.waitFor(async () => expect(await arrived()).toHaveLength(3), { timeout: 10_000, interval: 50 })
    const codes = (await messagesFrom(busy.sender.phoneNumberId)).filter(({ type }) => type === 'template')
    const left =
      await owner`select count(*)::int as left from messages where tenant_id = ${busy.tenantId} and status = 'queued'`
    await running
    expect(codes).toHaveLength(1)
    expect(left[0]?.left).toBeGreaterThan(20)
    expect(otp.status).toBe('pending')
  }, 30_000)

  test('messages of one number leave in the order in which they were taken', async () => {
    const tenant = await makeSendingTenant()
    const to = randomPhone()
    await fill(tenant, Array<string>(20).fill(to))
    await sweep()
    const rows =
      await owner`select content->>'body' as body from messages where tenant_id = ${tenant.tenantId}
      order by first_asked_at, due_at, id`
    expect(rows.map(({ body }) => Number(body))).toEqual(Array.from({ length: 20 }, (_, at) => at))
  })

  test('a hundred messages are taken in hardly more round trips than one', async () => {
    const tenant = await makeSendingTenant()
    const to = phones(100)
    await openWindows(tenant.sender, to)
    const time = async (work: () => Promise<unknown>) => {
      const startedAt = performance.now()
      await work()
      return performance.now() - startedAt
    }
    const batch = (count: number) => ({ messages: to.slice(0, count).map((phone) => wire(phone, 'x')) })
    await sendBatch(tenant.ctx, batch(1))
    const one = await time(() => sendBatch(tenant.ctx, batch(1)))
    const hundred = await time(() => sendBatch(tenant.ctx, batch(100)))
    expect(hundred).toBeLessThan(Math.max(one, 5) * 40)
    expect(textTo(to[0] ?? '').type).toBe('text')
  })
})
