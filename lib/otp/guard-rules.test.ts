import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockOf, type GuardFacts, judge, neighboursOf, noFacts } from '@/lib/otp/guard-rules'
import { defaultGuard, GuardSettings } from '@/lib/otp/guard-schema'
import { GuardReason } from '@/lib/otp/schema'

const at = new Date('2026-11-24T12:00:00.000Z')
const phone = '+2348012345678'
const nothing: GuardSettings = {
  enforcement: 'enforce',
  allowed_countries: null,
  prefix_velocity: null,
  sequential_numbers: null,
  conversion: null,
  hourly_cap: null,
  daily_cap: null,
}

function reasonsOf(settings: Partial<GuardSettings>, facts: Partial<GuardFacts> = {}, to = phone) {
  return judge({ ...nothing, ...settings }, { ...noFacts, ...facts }, { phone: to, at }).reasons
}
const rulesOf = (...args: Parameters<typeof reasonsOf>) => reasonsOf(...args).map(({ rule }) => rule)

describe('the settings', () => {
  test('the defaults hold, watch, and stop nobody', () => {
    expect(GuardSettings.parse(defaultGuard)).toEqual(defaultGuard)
    expect(defaultGuard).toMatchObject({
      enforcement: 'monitor',
      allowed_countries: null,
      prefix_velocity: { distinct_numbers: 20, window_seconds: 600, rest_seconds: 3_600 },
      sequential_numbers: { count: 5, window_seconds: 60 },
      conversion: { min_sends: 50, min_ratio: 0.2, window_seconds: 3_600 },
      hourly_cap: null,
      daily_cap: null,
    })
  })

  test.each<[string, object]>([
    ['no country', { allowed_countries: [] }],
    ['a country that is none', { allowed_countries: ['XX'] }],
    ['small letters', { allowed_countries: ['us'] }],
    ['a country twice', { allowed_countries: ['US', 'US'] }],
    ['a cap of nothing', { hourly_cap: 0 }],
    ['half a send', { daily_cap: 1.5 }],
    ['a ratio above one', { conversion: { ...defaultGuard.conversion, min_ratio: 1.2 } }],
    ['a window of a second', { sequential_numbers: { count: 5, window_seconds: 1 } }],
    ['a rule with a part missing', { prefix_velocity: { distinct_numbers: 20 } }],
    ['an unknown part', { prefix_velocity: { ...defaultGuard.prefix_velocity, digits: 3 } }],
    ['another enforcement', { enforcement: 'block' }],
  ])('%s is refused', (_, part) => {
    expect(GuardSettings.safeParse({ ...defaultGuard, ...part }).success).toBe(false)
  })
})

describe('the rules', () => {
  test('a rule that is off stops nothing, whatever is observed', () => {
    const facts = { restsUntil: at, otherNumbers: 999, decided: 999, hourly: 999, daily: 999 }
    expect(reasonsOf({}, { ...facts, neighbours: neighboursOf(phone, defaultGuard) })).toEqual([])
  })

  test('only the allowed countries are sent to', () => {
    expect(rulesOf({ allowed_countries: ['NG'] })).toEqual([])
    expect(rulesOf({ allowed_countries: ['US', 'NG'] })).toEqual([])
    expect(reasonsOf({ allowed_countries: ['US', 'DE'] })).toEqual([
      {
        rule: 'allowed_countries',
        detail: 'The number is in NG; allowed are US, DE.',
        observed: 'NG',
        limit: 'US, DE',
        retry_at: null,
      },
    ])
  })

  test('+1 and +7 are told apart', () => {
    const us = { allowed_countries: ['US'] }
    expect(rulesOf(us, {}, '+12025550100')).toEqual([])
    for (const to of ['+14165550100', '+18765550100']) expect(rulesOf(us, {}, to)).toHaveLength(1)
    expect(rulesOf({ allowed_countries: ['KZ'] }, {}, '+77011234567')).toEqual([])
    expect(rulesOf({ allowed_countries: ['KZ'] }, {}, '+79161234567')).toHaveLength(1)
  })

  test('a number whose country nobody can tell passes with any country of its calling code', () => {
    expect(rulesOf({ allowed_countries: ['JM'] }, {}, '+15550100001')).toEqual([])
    expect(rulesOf({ allowed_countries: ['NG'] }, {}, '+15550100001')).toHaveLength(1)
    expect(rulesOf({ allowed_countries: ['NG'] }, {}, '+80012345678')).toHaveLength(1)
  })

  test('one number too many of a block is stopped, and the block rests', () => {
    const settings = { ...nothing, prefix_velocity: defaultGuard.prefix_velocity }
    const of = (otherNumbers: number, restsUntil: Date | null = null) =>
      judge(settings, { ...noFacts, otherNumbers, restsUntil }, { phone, at })
    expect(of(19)).toEqual({ reasons: [], rest: null })
    const until = new Date('2026-11-24T13:00:00.000Z')
    expect(of(20)).toEqual({
      reasons: [
        {
          rule: 'prefix_velocity',
          detail:
            'It would be the 21st number of the block +234801234xxxx with a code within 10 minutes; the limit is 20. The block rests for 1 hour.',
          observed: 21,
          limit: 20,
          retry_at: '2026-11-24T13:00:00.000Z',
        },
      ],
      rest: { block: '+234801234xxxx', until },
    })
    const resting = of(0, until)
    expect(resting.rest).toBeNull()
    expect(resting.reasons[0]).toMatchObject({ rule: 'prefix_velocity', retry_at: until.toISOString() })
    expect(resting.reasons[0]?.detail).toContain('rests until 13:00:00 UTC')
  })

  test('a run of consecutive numbers is counted on both sides, and ends at its first gap', () => {
    const settings = { sequential_numbers: { count: 5, window_seconds: 60 } }
    const around = (...steps: number[]) =>
      reasonsOf(settings, { neighbours: steps.map((step) => `+${2_348_012_345_678 + step}`) })
    expect(around()).toEqual([])
    expect(around(-1, 1, 2)).toEqual([])
    expect(around(-4, -3, -2, 1)).toEqual([])
    for (const steps of [
      [-4, -3, -2, -1],
      [1, 2, 3, 4],
      [-2, -1, 1, 2],
      [-1, 1, 2, 3, 4],
    ])
      expect(around(...steps)).toHaveLength(1)
    expect(around(-2, -1, 1, 2)[0]).toMatchObject({
      observed: 5,
      limit: 5,
      detail: 'It would be one of 5 consecutive numbers with a code within 1 minute; 5 are too many.',
    })
  })

  test('too few verified codes stop a send, once there are enough to tell', () => {
    const settings = { conversion: defaultGuard.conversion }
    expect(rulesOf(settings, { decided: 49, verified: 0 })).toEqual([])
    expect(rulesOf(settings, { decided: 50, verified: 10 })).toEqual([])
    expect(reasonsOf(settings, { decided: 57, verified: 4 })).toMatchObject([
      {
        rule: 'conversion',
        detail: 'Of the last 57 codes within 1 hour 4 were verified, 7 %; it has to be 20 %.',
        observed: 0.0702,
        limit: 0.2,
      },
    ])
  })

  test('a cap lets so many through, and not one more', () => {
    for (const [rule, fact] of [
      ['hourly_cap', 'hourly'],
      ['daily_cap', 'daily'],
    ] as const) {
      expect(rulesOf({ [rule]: 10 }, { [fact]: 9 })).toEqual([])
      expect(reasonsOf({ [rule]: 10 }, { [fact]: 10 })).toMatchObject([{ rule, observed: 10, limit: 10 }])
    }
  })

  test('every rule that is broken is named, not the first alone', () => {
    const all = { ...defaultGuard, allowed_countries: ['US'], hourly_cap: 1, daily_cap: 1 }
    const neighbours = neighboursOf(phone, defaultGuard)
    const facts = { otherNumbers: 20, neighbours, decided: 50, hourly: 1, daily: 1 }
    expect(rulesOf(all, facts)).toEqual([
      'allowed_countries',
      'prefix_velocity',
      'sequential_numbers',
      'conversion',
      'hourly_cap',
      'daily_cap',
    ])
  })
})

const anyFacts = fc.record({
  restsUntil: fc.option(fc.date({ noInvalidDate: true, min: at, max: new Date('2027-01-01') })),
  otherNumbers: fc.nat(2_000),
  neighbours: fc.subarray(neighboursOf(phone, defaultGuard)),
  decided: fc.nat(1_000),
  verified: fc.nat(1_000),
  hourly: fc.nat(2_000_000),
  daily: fc.nat(2_000_000),
})

test('whatever is observed, the reasons are well formed, and each has its sentence', () => {
  const settings = { ...defaultGuard, allowed_countries: ['US', 'CA'], hourly_cap: 500, daily_cap: 5_000 }
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const { reasons, rest } = judge(settings, facts, { phone, at })
      for (const reason of reasons) {
        expect(GuardReason.parse(reason)).toEqual(reason)
        expect(reason.detail).toMatch(/^[A-Z].*\.$/)
        expect(reason.detail).not.toMatch(/undefined|NaN|null/)
      }
      if (rest) expect(rest.until > at).toBe(true)
    }),
  )
})

test('observing more of what a rule counts never lets a stopped send through', () => {
  const settings = { ...defaultGuard, hourly_cap: 500, daily_cap: 5_000 }
  fc.assert(
    fc.property(anyFacts, fc.nat(100), (facts, more) => {
      const { otherNumbers, hourly, daily } = facts
      const worse = { otherNumbers: otherNumbers + more, hourly: hourly + more, daily: daily + more }
      const rules = judge(settings, facts, { phone, at }).reasons.map(({ rule }) => rule)
      const then = judge(settings, { ...facts, ...worse }, { phone, at }).reasons.map(({ rule }) => rule)
      expect(then).toEqual(expect.arrayContaining(rules))
    }),
  )
})

test('a number and its neighbours are numbers of the same length, and of one block or the next', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_010, max: 999_999_999_999_900 }), (digits) => {
      const neighbours = neighboursOf(`+${digits}`, defaultGuard)
      expect(new Set(neighbours).size).toBe(8)
      for (const other of neighbours) expect(Math.abs(Number(other.slice(1)) - digits)).toBeLessThanOrEqual(4)
      expect(blockOf(`+${digits}`)).toMatch(/^\+\d+xxxx$/)
    }),
  )
})
