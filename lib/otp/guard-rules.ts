import { countriesOf } from '@/lib/core/countries'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import type { GuardSettings } from '@/lib/otp/guard-schema'
import type { GuardReason, GuardRule } from '@/lib/otp/schema'

/** A send that the guard is asked about; its phone in the canonical form. */
export type Candidate = { phone: string; at: Date }

/** What the rules go by: of the sends before the candidate, those that the guard had nothing against. */
export type GuardFacts = {
  restsUntil: Date | null
  /** How many other numbers of the candidate's block had a code in the window. */
  otherNumbers: number
  /** Which of `neighboursOf` had a code in the window. */
  neighbours: readonly string[]
  /** Sends in the window whose fate is known, and how many of them were verified. */
  decided: number
  verified: number
  hourly: number
  daily: number
}
export const noFacts: GuardFacts = {
  restsUntil: null,
  otherNumbers: 0,
  neighbours: [],
  decided: 0,
  verified: 0,
  hourly: 0,
  daily: 0,
}

type Rest = { block: string; until: Date }
export type Judgement = { reasons: GuardReason[]; rest: Rest | null }

/** Everything that stands against a send, not the first thing alone; and the rest that it begins for its block. */
export function judge(settings: GuardSettings, facts: GuardFacts, candidate: Candidate): Judgement {
  const velocity = prefixVelocity(settings, facts, candidate)
  const found = [
    allowedCountries(settings, candidate),
    velocity,
    sequentialNumbers(settings, facts, candidate),
    conversion(settings, facts),
    cap('hourly_cap', settings, facts.hourly),
    cap('daily_cap', settings, facts.daily),
  ]
  const until = velocity?.retry_at && !facts.restsUntil ? new Date(velocity.retry_at) : null
  return {
    reasons: found.filter((reason) => reason !== null),
    rest: until && { block: blockOf(candidate.phone), until },
  }
}

function allowedCountries({ allowed_countries: allowed }: GuardSettings, { phone }: Candidate) {
  const countries = countriesOf(phone)
  if (!allowed || countries.some((country) => allowed.includes(country))) return null
  const place = countries.length === 1 ? `in ${countries[0]}` : `in none of the allowed countries`
  return reason('allowed_countries', countries.join(', '), allowed.join(', '), {
    detail: `The number is ${place}; allowed ${allowed.length === 1 ? 'is' : 'are'} ${listed(allowed)}.`,
  })
}

function prefixVelocity(settings: GuardSettings, facts: GuardFacts, { phone, at }: Candidate) {
  const rule = settings.prefix_velocity
  if (!rule) return null
  const { distinct_numbers: limit, window_seconds: window, rest_seconds: rest } = rule
  const numbers = facts.otherNumbers + 1
  const block = blockOf(phone)
  if (facts.restsUntil)
    return reason('prefix_velocity', numbers, limit, {
      detail: `The block ${block} rests until ${clockOf(facts.restsUntil)}: too many of its numbers had a code at once.`,
      retryAt: facts.restsUntil,
    })
  if (numbers <= limit) return null
  return reason('prefix_velocity', numbers, limit, {
    detail: `It would be the ${ordinal(numbers)} number of the block ${block} with a code within ${inWords(window)}; the limit is ${limit}. The block rests for ${inWords(rest)}.`,
    retryAt: new Date(at.getTime() + rest * 1_000),
  })
}

function sequentialNumbers(settings: GuardSettings, facts: GuardFacts, { phone }: Candidate) {
  const rule = settings.sequential_numbers
  if (!rule) return null
  const run = runLength(phone, facts.neighbours)
  if (run < rule.count) return null
  return reason('sequential_numbers', run, rule.count, {
    detail: `It would be one of ${run} consecutive numbers with a code within ${inWords(rule.window_seconds)}; ${rule.count} are too many.`,
  })
}

function conversion({ conversion: rule }: GuardSettings, { decided, verified }: GuardFacts) {
  if (!rule || decided < rule.min_sends || verified / decided >= rule.min_ratio) return null
  const ratio = Math.round((verified / decided) * 10_000) / 10_000
  return reason('conversion', ratio, rule.min_ratio, {
    detail: `Of the last ${decided} codes within ${inWords(rule.window_seconds)} ${verified} were verified, ${percent(ratio)}; it has to be ${percent(rule.min_ratio)}.`,
  })
}

const capWindows = { hourly_cap: 'hour', daily_cap: '24 hours' } as const

function cap(rule: keyof typeof capWindows, settings: GuardSettings, sent: number): GuardReason | null {
  const limit = settings[rule]
  return limit !== null && sent >= limit ? capReached(rule, sent, limit) : null
}

export function capReached(rule: keyof typeof capWindows, sent: number, limit: number): GuardReason {
  const detail = `There were ${sent} sends within the last ${capWindows[rule]}; the cap is ${limit}.`
  return reason(rule, sent, limit, { detail })
}

type More = { detail: string; retryAt?: Date }

function reason(
  rule: GuardRule,
  observed: GuardReason['observed'],
  limit: GuardReason['limit'],
  { detail, retryAt }: More,
): GuardReason {
  return { rule, detail, observed, limit, retry_at: retryAt ? toTimestamp(retryAt) : null }
}

/** `+1415555xxxx`: the 10,000 numbers that differ in the last four digits alone. */
export function blockOf(phone: string): string {
  const { blockDigits } = policy.otp.guard.prefixVelocity
  return phone.slice(0, -blockDigits) + 'x'.repeat(blockDigits)
}

/** The numbers whose codes could make a run with this one's that is long enough to matter. */
export function neighboursOf(phone: string, { sequential_numbers: rule }: GuardSettings): string[] {
  const distances = Array.from({ length: (rule?.count ?? 1) - 1 }, (_, index) => index + 1)
  return distances.flatMap((distance) => [shifted(phone, -distance), shifted(phone, distance)])
}

/** How many consecutive numbers there are around this one, itself among them. */
function runLength(phone: string, present: readonly string[]): number {
  const stretch = (step: 1 | -1) => {
    let length = 0
    while (present.includes(shifted(phone, (length + 1) * step))) length++
    return length
  }
  return 1 + stretch(-1) + stretch(1)
}

/** E.164 has at most 15 digits, so that a number is an exact integer. */
function shifted(phone: string, by: number): string {
  return `+${Number(phone.slice(1)) + by}`
}

function listed(codes: readonly string[]): string {
  return codes.length <= 8 ? codes.join(', ') : `${codes.slice(0, 8).join(', ')} and ${codes.length - 8} more`
}

function inWords(seconds: number): string {
  const [count, unit] =
    seconds % 3_600 === 0
      ? [seconds / 3_600, 'hour']
      : seconds % 60 === 0
        ? [seconds / 60, 'minute']
        : [seconds, 'second']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

function ordinal(count: number): string {
  const ending = /1\d$/.test(String(count)) ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')
  return `${count}${ending}`
}

function percent(ratio: number): string {
  return `${Math.round(ratio * 1_000) / 10} %`
}

function clockOf(instant: Date): string {
  return `${toTimestamp(instant).slice(11, 19)} UTC`
}
