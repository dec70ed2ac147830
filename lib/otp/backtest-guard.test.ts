import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeTenant } from '@/db/factories'
import { owner } from '@/db/fixtures/owner'
import { toTypeId } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'
import { testContext } from '@/lib/core/test-context'
import { backtestGuard } from '@/lib/otp/backtest-guard'
import { insertSend, noRules, secondsAgo, setGuard } from '@/lib/otp/fixtures/guard'
import { judge } from '@/lib/otp/guard-rules'
import { defaultGuard, type GuardSettings } from '@/lib/otp/guard-schema'
import { findFacts } from '@/lib/otp/guard-send'

async function makeCtx() {
  const { id: tenantId } = await makeTenant()
  return testContext({ tenantId, mode: 'live' }).ctx
}

const numbered = (last: number) => `+234801234${String(last).padStart(4, '0')}`

const step = fc.record({
  gap: fc.oneof(fc.nat(15), fc.nat(900)),
  last: fc.oneof(fc.nat(12), fc.nat(9_999)),
  status: fc.constantFrom('verified', 'expired', 'failed', 'superseded', 'pending' as const),
  took: fc.integer({ min: 1, max: 299 }),
})
const tight: GuardSettings = {
  enforcement: 'monitor',
  allowed_countries: null,
  prefix_velocity: { distinct_numbers: 4, window_seconds: 300, rest_seconds: 600 },
  sequential_numbers: { count: 3, window_seconds: 60 },
  conversion: { min_sends: 10, min_ratio: 0.3, window_seconds: 1_800 },
  hourly_cap: 12,
  daily_cap: 20,
}

test('a back-test says what the guard would have said at each send, one by one, by the facts of the database', async () => {
  let stopped = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const ctx = await makeCtx()
      const began = Date.now() - steps.reduce((sum, { gap }) => sum + gap, 60) * 1_000
      const said: { otp_id: string; reasons: unknown }[] = []
      let elapsed = 0
      for (const { gap, last, status, took } of steps) {
        elapsed += gap
        const at = new Date(began + elapsed * 1_000)
        const phone = numbered(last)
        const { facts } = await findFacts(ctx, tight, {
          phone: canonicalPhone(phone),
          otp: { id: '00000000-0000-7000-8000-000000000000', at },
        })
        const { reasons, rest } = judge(tight, facts, { phone, at })
        if (rest)
          await owner`insert into otp_guard_rests (tenant_id, mode, block, rests_until)
            values (${ctx.tenantId}, 'live', ${rest.block}, ${rest.until})
            on conflict (tenant_id, mode, block) do update set rests_until = excluded.rests_until`
        const ended = new Date(at.getTime() + took * 1_000)
        const id = await insertSend(ctx, {
          phone,
          at,
          // One phone has one pending OTP; which of them still waits makes no difference to the rules.
          status: status === 'pending' ? 'expired' : status,
          verifiedAt: status === 'verified' ? ended : null,
          ...(status === 'pending' || status === 'expired' ? {} : { endedAt: ended }),
          guard: reasons.length > 0 ? { reasons } : null,
        })
        if (reasons.length > 0) said.push({ otp_id: toTypeId('otp', id), reasons })
      }
      const report = await backtestGuard(ctx, { settings: tight })
      stopped += report.blocked
      expect(report.evaluated).toBe(steps.length)
      expect(report.blocked).toBe(said.length)
      expect(report.examples.map(({ otp_id, reasons }) => ({ otp_id, reasons }))).toEqual(said.slice(0, 20))
    }),
    { numRuns: 25 },
  )
  expect(stopped).toBeGreaterThan(25)
}, 120_000)

test('the report counts by rule, and the people it would have kept out wrongly', async () => {
  const ctx = await makeCtx()
  const minutesAgo = (minutes: number) => secondsAgo(minutes * 60)
  const verifiedAt = minutesAgo(50)
  await insertSend(ctx, { phone: '+2348012345678', at: minutesAgo(90) })
  await insertSend(ctx, { phone: '+4915112345678', at: minutesAgo(60) })
  await insertSend(ctx, {
    phone: '+4915112345679',
    at: minutesAgo(51),
    status: 'verified',
    verifiedAt,
    endedAt: verifiedAt,
  })
  const report = await backtestGuard(ctx, { settings: { allowed_countries: ['NG'] } })
  expect(report).toMatchObject({
    object: 'otp_guard_backtest',
    mode: 'live',
    evaluated: 3,
    truncated: false,
    blocked: 2,
    blocked_ratio: 0.6667,
    by_rule: [{ rule: 'allowed_countries', blocked: 2 }],
    verified_blocked: 1,
    examples: [
      { to: '+4915112345678', verified: false },
      { to: '+4915112345679', verified: true, reasons: [{ rule: 'allowed_countries' }] },
    ],
  })
})

test('what is not named stays as it is, and nothing is changed by trying', async () => {
  const ctx = await makeCtx()
  await setGuard(ctx, { allowed_countries: ['NG'] })
  await insertSend(ctx, { phone: '+4915112345678', at: secondsAgo(60) })
  expect(await backtestGuard(ctx, { settings: { hourly_cap: 5 } })).toMatchObject({ blocked: 1 })
  expect(await backtestGuard(ctx, { settings: { allowed_countries: null } })).toMatchObject({ blocked: 0 })
  const rows = await owner`select guard from otps where tenant_id = ${ctx.tenantId}`
  expect(rows).toEqual([{ guard: null }])
})

test('what came before the time asked for counts for the rules, and not in the report', async () => {
  const ctx = await makeCtx()
  for (const [index, age] of [600, 500, 100, 90].entries())
    await insertSend(ctx, { phone: numbered(index * 10), at: secondsAgo(age) })
  const report = await backtestGuard(ctx, {
    settings: { ...noRules, hourly_cap: 3 },
    createdAfter: secondsAgo(300).toISOString(),
  })
  expect(report).toMatchObject({ evaluated: 2, blocked: 1 })
})

test('another tenant’s and the other mode’s sends are no part of it', async () => {
  const [ctx, stranger] = await Promise.all([makeCtx(), makeCtx()])
  await insertSend(stranger, { phone: '+4915112345678', at: secondsAgo(60) })
  await insertSend({ ...ctx, mode: 'test' }, { phone: '+4915112345678', at: secondsAgo(60) })
  expect(await backtestGuard(ctx, { settings: defaultGuard })).toMatchObject({
    evaluated: 0,
    blocked_ratio: 0,
  })
})

test('two at once of one tenant: the second is told to wait', async () => {
  const ctx = await makeCtx()
  const both = await Promise.allSettled([1, 2].map(() => backtestGuard(ctx, { settings: {} })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'rate_limited' } })
  await expect(backtestGuard(ctx, { settings: {} })).resolves.toMatchObject({ evaluated: 0 })
})
