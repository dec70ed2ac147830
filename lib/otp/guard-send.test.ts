import { describe, expect, test } from 'vitest'
import { owner } from '@/db/fixtures/owner'
import { AppError } from '@/lib/core/errors'
import { messagesTo } from '@/lib/core/fixtures/sandbox'
import { insertSend, secondsAgo, setGuard } from '@/lib/otp/fixtures/guard'
import { makeSendingTenant, order, otpRow } from '@/lib/otp/fixtures/sending'
import { getOtp } from '@/lib/otp/get'
import { defaultGuard } from '@/lib/otp/guard-schema'
import { listGuardBlocks } from '@/lib/otp/list-guard-blocks'
import { listGuardedOtps } from '@/lib/otp/list-guarded-otps'
import { sendOtp } from '@/lib/otp/send'

const { prefix_velocity, sequential_numbers } = defaultGuard

let lastBlock = 200
/** The first of 10,000 numbers that no other test of this file has. */
const freshBlock = () => `+1${++lastBlock}555`
const numbered = (block: string, last: number) => `${block}${String(last).padStart(4, '0')}`

async function refusalOf(sent: Promise<unknown>): Promise<AppError> {
  const error = await sent.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof AppError)) throw new Error(`It was not refused: ${error}`)
  return error
}

const otpsOf = (tenantId: string) => owner`select id from otps where tenant_id = ${tenantId}`

describe('where it enforces', () => {
  test('a stopped send leaves a record with its reasons, and nothing else', async () => {
    const tenant = await makeSendingTenant()
    await setGuard(tenant.ctx, { allowed_countries: ['NG'] })
    const to = numbered(freshBlock(), 1)
    const error = await refusalOf(sendOtp(tenant.ctx, order(to)))
    expect(error).toMatchObject({ code: 'otp_guard_blocked', status: 403, retryable: false })
    expect(error.options.faults).toEqual([
      { path: 'to', message: expect.stringMatching(/^The number is in US; allowed is NG\.$/) },
    ])
    await tenant.answered()
    expect(await otpsOf(tenant.tenantId)).toHaveLength(0)
    expect(await messagesTo(to)).toHaveLength(0)
    const { data } = await listGuardBlocks(tenant.ctx, { limit: 25 })
    expect(data).toMatchObject([
      { object: 'otp_guard_block', to, mode: 'live', reasons: [{ rule: 'allowed_countries' }] },
    ])
    expect(data[0]?.api_key_id).toMatch(/^key_/)
  })

  test('what it has nothing against goes out', async () => {
    const tenant = await makeSendingTenant()
    await setGuard(tenant.ctx, { ...defaultGuard, enforcement: 'enforce', allowed_countries: ['US'] })
    const { otp_id } = await sendOtp(tenant.ctx, order(numbered(freshBlock(), 1)))
    await tenant.answered()
    expect(await otpRow(otp_id)).toMatchObject({ status: 'pending', guard: null })
  })

  test('after too many numbers of a block it rests, the numbers known to it as well, and no other block', async () => {
    const tenant = await makeSendingTenant()
    await setGuard(tenant.ctx, {
      prefix_velocity: { distinct_numbers: 3, window_seconds: 60, rest_seconds: 900 },
    })
    const block = freshBlock()
    for (const last of [1, 500, 1_000, 500]) await sendOtp(tenant.ctx, order(numbered(block, last)))
    const error = await refusalOf(sendOtp(tenant.ctx, order(numbered(block, 7_000))))
    expect(error.options.retryAfterSeconds).toBe(900)
    await tenant.answered()
    const known = await refusalOf(sendOtp(tenant.ctx, order(numbered(block, 500))))
    expect(known.options.faults?.[0]?.message).toContain('rests until')
    expect(known.options.retryAfterSeconds).toBeGreaterThan(890)
    await sendOtp(tenant.ctx, order(numbered(freshBlock(), 1)))
    await owner`update otp_guard_rests set rests_until = clock_timestamp() where tenant_id = ${tenant.tenantId}`
    await owner`update otps set created_at = created_at - interval '1 minute' where tenant_id = ${tenant.tenantId}`
    await sendOtp(tenant.ctx, order(numbered(block, 9_000)))
  })

  test('saving settings lifts every rest', async () => {
    const tenant = await makeSendingTenant()
    const rule = { prefix_velocity: { distinct_numbers: 2, window_seconds: 60, rest_seconds: 900 } }
    await setGuard(tenant.ctx, rule)
    const block = freshBlock()
    for (const last of [1, 500]) await sendOtp(tenant.ctx, order(numbered(block, last)))
    await refusalOf(sendOtp(tenant.ctx, order(numbered(block, 1_000))))
    await tenant.answered()
    await refusalOf(sendOtp(tenant.ctx, order(numbered(block, 1))))
    await setGuard(tenant.ctx, rule)
    await sendOtp(tenant.ctx, order(numbered(block, 1)))
  })

  test('the fifth of consecutive numbers within a minute is stopped, from whichever side it comes', async () => {
    const tenant = await makeSendingTenant()
    await setGuard(tenant.ctx, { sequential_numbers })
    const block = freshBlock()
    for (const last of [10, 12, 11, 9]) await sendOtp(tenant.ctx, order(numbered(block, last)))
    for (const last of [13, 8]) {
      const error = await refusalOf(sendOtp(tenant.ctx, order(numbered(block, last))))
      expect(error.options.faults?.[0]?.message).toContain('5 consecutive numbers')
    }
    await sendOtp(tenant.ctx, order(numbered(block, 15)))
  })

  test('when too few codes are verified, the sends are held', async () => {
    const tenant = await makeSendingTenant()
    await setGuard(tenant.ctx, { conversion: { min_sends: 10, min_ratio: 0.2, window_seconds: 3_600 } })
    const block = freshBlock()
    const past = (last: number, more: object) =>
      insertSend(tenant.ctx, { phone: numbered(block, last), at: secondsAgo(1_000), ...more })
    for (let last = 0; last < 9; last++) await past(last, {})
    for (const status of ['superseded', 'canceled'] as const) await past(100, { status })
    await past(101, { at: secondsAgo(4_000) })
    await sendOtp(tenant.ctx, order(numbered(block, 200)))
    await past(102, { status: 'verified', verifiedAt: secondsAgo(900), endedAt: secondsAgo(900) })
    const error = await refusalOf(sendOtp(tenant.ctx, order(numbered(block, 201))))
    expect(error.options.faults?.[0]?.message).toContain('Of the last 10 codes within 1 hour 1 were verified')
    await past(103, { status: 'verified', verifiedAt: secondsAgo(900), endedAt: secondsAgo(900) })
    await past(104, { status: 'verified', verifiedAt: secondsAgo(900), endedAt: secondsAgo(900) })
    await sendOtp(tenant.ctx, order(numbered(block, 202)))
  })

  test.each(['hourly_cap', 'daily_cap'] as const)(
    '%s: of 20 sends at once with one left exactly one passes',
    async (rule) => {
      const tenant = await makeSendingTenant()
      await setGuard(tenant.ctx, { [rule]: 3 })
      const block = freshBlock()
      for (const last of [0, 500]) await sendOtp(tenant.ctx, order(numbered(block, last)))
      const rush = Array.from({ length: 20 }, (_, index) =>
        sendOtp(tenant.ctx, order(numbered(block, 1_000 + index * 100))),
      )
      const refused = (await Promise.allSettled(rush)).flatMap((result) =>
        result.status === 'rejected' ? [result.reason] : [],
      )
      expect(refused).toHaveLength(19)
      for (const error of refused) expect(error).toMatchObject({ code: 'otp_guard_blocked' })
      expect(await otpsOf(tenant.tenantId)).toHaveLength(3)
      await tenant.answered()
      const { data } = await listGuardBlocks(tenant.ctx, { limit: 100 })
      expect(data).toHaveLength(19)
      expect(data[0]?.reasons).toMatchObject([{ rule, observed: 3, limit: 3 }])
    },
  )
})

describe('where it only watches', () => {
  test('everything goes out, and what it has against a send is noted afterwards', async () => {
    const tenant = await makeSendingTenant()
    await setGuard(tenant.ctx, { enforcement: 'monitor', sequential_numbers, hourly_cap: 6 })
    const block = freshBlock()
    const sent: string[] = []
    for (let last = 1; last <= 8; last++) {
      const { otp_id } = await sendOtp(tenant.ctx, order(numbered(block, last)))
      sent.push(otp_id)
      await tenant.answered()
    }
    const verdicts = await Promise.all(sent.map(async (id) => (await getOtp(tenant.ctx, { id })).guard))
    const rules = verdicts.map((verdict) => verdict?.reasons.map(({ rule }) => rule).join() ?? '')
    // The fifth would have been stopped, so that the sixth begins a run of its own.
    expect(rules).toEqual(['', '', '', '', 'sequential_numbers', '', '', 'hourly_cap'])
    expect(await listGuardBlocks(tenant.ctx, { limit: 25 })).toMatchObject({ data: [] })
    const guarded = await listGuardedOtps(tenant.ctx, { limit: 25 })
    expect(guarded.map(({ otp_id }) => otp_id)).toEqual([sent[7], sent[4]])
  })

  test('by default it watches', async () => {
    const tenant = await makeSendingTenant()
    const block = freshBlock()
    for (let last = 1; last <= 5; last++) {
      await sendOtp(tenant.ctx, order(numbered(block, last)))
      await tenant.answered()
    }
    expect(await listGuardedOtps(tenant.ctx, { limit: 25 })).toMatchObject([
      { to: numbered(block, 5), reasons: [{ rule: 'sequential_numbers' }] },
    ])
  })

  test('a block that would rest does so until the settings change', async () => {
    const tenant = await makeSendingTenant()
    await setGuard(tenant.ctx, { enforcement: 'monitor', prefix_velocity })
    const block = freshBlock()
    for (let last = 0; last < 20; last++)
      await insertSend(tenant.ctx, { phone: numbered(block, last * 10), at: secondsAgo(60) })
    for (const last of [1_000, 10]) {
      await sendOtp(tenant.ctx, order(numbered(block, last)))
      await tenant.answered()
    }
    const details = (await listGuardedOtps(tenant.ctx, { limit: 25 })).map(
      ({ reasons }) => reasons[0]?.detail,
    )
    expect(details).toEqual([
      expect.stringContaining('rests until'),
      expect.stringContaining('the 21st number of the block'),
    ])
  })
})

test('where it is off, it looks at nothing', async () => {
  const tenant = await makeSendingTenant()
  await setGuard(tenant.ctx, {
    enforcement: 'off',
    allowed_countries: ['NG'],
    hourly_cap: 1,
    sequential_numbers,
  })
  const block = freshBlock()
  for (let last = 1; last <= 6; last++) await sendOtp(tenant.ctx, order(numbered(block, last)))
  await tenant.answered()
  expect(await listGuardedOtps(tenant.ctx, { limit: 25 })).toEqual([])
})

test('another tenant has a guard of its own', async () => {
  const [a, b] = await Promise.all([makeSendingTenant(), makeSendingTenant()])
  await setGuard(a.ctx, { allowed_countries: ['NG'] })
  const to = numbered(freshBlock(), 1)
  await refusalOf(sendOtp(a.ctx, order(to)))
  await a.answered()
  await sendOtp(b.ctx, order(to))
  expect(await listGuardBlocks(b.ctx, { limit: 25 })).toMatchObject({ data: [] })
})
