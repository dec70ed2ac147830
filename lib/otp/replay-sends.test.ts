import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policy } from '@/lib/core/policy'
import { blockOf, judge, neighboursOf } from '@/lib/otp/guard-rules'
import { defaultGuard, type GuardSettings } from '@/lib/otp/guard-schema'
import { type PastSend, replaySends } from '@/lib/otp/replay-sends'
import type { GuardReason } from '@/lib/otp/schema'

const start = Date.parse('2026-11-24T00:00:00Z')
const secondsAfter = (instant: Date, seconds: number) => new Date(instant.getTime() + seconds * 1_000)

const statuses = ['pending', 'verified', 'expired', 'failed', 'superseded', 'canceled'] as const

/** Few numbers, close to each other, at times that leave some windows and stay in others. */
const sends: fc.Arbitrary<PastSend[]> = fc
  .array(
    fc.record({
      gap: fc.oneof(fc.nat(20), fc.nat(2_000)),
      last: fc.oneof(fc.nat(15), fc.nat(9_999)),
      block: fc.constantFrom('+234801234', '+120255501', '+447781123'),
      status: fc.constantFrom(...statuses),
      took: fc.integer({ min: 1, max: 299 }),
    }),
    { maxLength: 60 },
  )
  .map((steps) => {
    let now = new Date(start)
    return steps.map(({ gap, last, block, status, took }) => {
      now = secondsAfter(now, gap)
      const expiresAt = secondsAfter(now, 300)
      const ended = status === 'expired' ? secondsAfter(expiresAt, 3) : secondsAfter(now, took)
      return {
        phone: `${block}${String(last).padStart(4, '0')}`,
        at: now,
        status,
        verifiedAt: status === 'verified' ? ended : null,
        endedAt: status === 'pending' ? null : ended,
        expiresAt,
      }
    })
  })

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const settings: fc.Arbitrary<GuardSettings> = fc.record({
  enforcement: fc.constant('enforce' as const),
  allowed_countries: some(fc.constantFrom(['NG'], ['US', 'NG'], ['GB'])),
  prefix_velocity: some(
    fc.record({
      distinct_numbers: fc.integer({ min: 2, max: 6 }),
      window_seconds: fc.constantFrom(60, 600, 3_600),
      rest_seconds: fc.constantFrom(60, 600, 7_200),
    }),
  ),
  sequential_numbers: some(
    fc.record({ count: fc.integer({ min: 3, max: 5 }), window_seconds: fc.constantFrom(10, 60, 3_600) }),
  ),
  conversion: some(
    fc.record({
      min_sends: fc.integer({ min: 3, max: 10 }),
      min_ratio: fc.constantFrom(0.2, 0.5),
      window_seconds: fc.constantFrom(600, 3_600),
    }),
  ),
  hourly_cap: some(fc.integer({ min: 1, max: 20 })),
  daily_cap: some(fc.integer({ min: 1, max: 40 })),
})

/** As plainly as it can be said: each send judged by looking through everything before it. */
function oneByOne(rules: GuardSettings, history: PastSend[]): GuardReason[][] {
  const passed: PastSend[] = []
  const rests: { block: string; until: Date }[] = []
  return history.map((send) => {
    const since = (seconds = 0) => passed.filter(({ at }) => at > secondsAfter(send.at, -seconds))
    const block = blockOf(send.phone)
    const inBlock = since(rules.prefix_velocity?.window_seconds).filter(
      ({ phone }) => blockOf(phone) === block && phone !== send.phone,
    )
    const near = since(rules.sequential_numbers?.window_seconds).map(({ phone }) => phone)
    const decided = since(rules.conversion?.window_seconds)
      .filter(({ endedAt, expiresAt }) => (endedAt !== null && endedAt <= send.at) || expiresAt <= send.at)
      .filter(({ status }) => status !== 'superseded' && status !== 'canceled')
    const { reasons, rest } = judge(
      rules,
      {
        restsUntil: rests.findLast((known) => known.block === block && known.until > send.at)?.until ?? null,
        otherNumbers: new Set(inBlock.map(({ phone }) => phone)).size,
        neighbours: neighboursOf(send.phone, rules).filter((other) => near.includes(other)),
        decided: decided.length,
        verified: decided.filter(({ verifiedAt }) => verifiedAt !== null && verifiedAt <= send.at).length,
        hourly: since(3_600).length,
        daily: since(86_400).length,
      },
      send,
    )
    if (rest) rests.push(rest)
    if (reasons.length === 0) passed.push(send)
    return reasons
  })
}

test('replaying says what judging one by one would have said', () => {
  let stopped = 0
  fc.assert(
    fc.property(settings, sends, (rules, history) => {
      const replayed = history.map(replaySends(rules))
      expect(replayed).toEqual(oneByOne(rules, history))
      stopped += replayed.filter((reasons) => reasons.length > 0).length
    }),
    { numRuns: 1_000 },
  )
  expect(stopped).toBeGreaterThan(1_000)
})

test('codes that are still on their way are no sign of fraud', () => {
  const history = Array.from({ length: 200 }, (_, index) =>
    pastSend(`+1${2_025_550_000 + index * 40}`, new Date(start + index * 1_000)),
  )
  const { conversion } = defaultGuard
  const rules = { ...defaultGuard, prefix_velocity: null, sequential_numbers: null, conversion }
  expect(history.flatMap(replaySends(rules))).toEqual([])
})

test('of more sends than the sample the newest speak for all', () => {
  const { sample } = policy.otp.guard.conversion
  const conversion = { min_sends: sample, min_ratio: 0.95, window_seconds: 3_600 }
  const judgeNext = replaySends({
    ...defaultGuard,
    prefix_velocity: null,
    sequential_numbers: null,
    conversion,
  })
  const fates = [
    ...Array<'failed' | 'verified'>(40).fill('failed'),
    ...Array<'verified'>(sample).fill('verified'),
    ...Array<'failed'>(46).fill('failed'),
  ]
  for (const [index, status] of fates.entries()) {
    const at = new Date(start + index)
    const send = { ...pastSend(`+1${2_025_550_000 + index}`, at), status, endedAt: at }
    expect(judgeNext({ ...send, verifiedAt: status === 'verified' ? at : null })).toEqual([])
  }
})

function pastSend(phone: string, at: Date): PastSend {
  const expiresAt = secondsAfter(at, 300)
  return { phone, at, status: 'pending', verifiedAt: null, endedAt: null, expiresAt }
}
