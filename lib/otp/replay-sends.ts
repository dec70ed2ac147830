import { policy } from '@/lib/core/policy'
import { blockOf, type Candidate, type GuardFacts, judge, neighboursOf } from '@/lib/otp/guard-rules'
import type { GuardSettings } from '@/lib/otp/guard-schema'
import type { GuardReason, OtpStatus } from '@/lib/otp/schema'

/** A send of the past, and what became of it. */
export type PastSend = Candidate & {
  status: OtpStatus
  verifiedAt: Date | null
  endedAt: Date | null
  expiresAt: Date
}

/**
 * Judges sends of the past, handed in one after the other, as if these settings had been enforced since the first:
 * what they would have stopped counts for nothing afterwards. Holds in memory what the database's facts are made of.
 */
export function replaySends(settings: GuardSettings): (send: PastSend) => GuardReason[] {
  const passed: PastSend[] = []
  const byBlock = new Map<string, PastSend[]>()
  const lastTo = new Map<string, Date>()
  const rests = new Map<string, Date>()
  const conversion = conversionOver(settings)
  const hour = windowOver(passed, 3_600)
  const day = windowOver(passed, 86_400)

  return (send) => {
    const block = blockOf(send.phone)
    const { reasons, rest } = judge(settings, factsFor(send, block), send)
    if (rest) rests.set(rest.block, rest.until)
    if (reasons.length > 0) return reasons
    passed.push(send)
    conversion.add(send)
    if (settings.prefix_velocity) byBlock.set(block, [...(byBlock.get(block) ?? []), send])
    lastTo.set(send.phone, send.at)
    return reasons
  }

  function factsFor(send: PastSend, block: string): GuardFacts {
    const until = rests.get(block)
    return {
      restsUntil: until && until > send.at ? until : null,
      otherNumbers: otherNumbers(send, block),
      neighbours: neighbours(send),
      ...conversion.before(send.at),
      hourly: hour(send.at),
      daily: day(send.at),
    }
  }

  function otherNumbers({ phone, at }: PastSend, block: string): number {
    const { prefix_velocity: rule } = settings
    if (!rule) return 0
    const recent = (byBlock.get(block) ?? []).filter((send) => isWithin(send.at, at, rule.window_seconds))
    byBlock.set(block, recent)
    return new Set(recent.map((send) => send.phone).filter((other) => other !== phone)).size
  }

  function neighbours({ phone, at }: PastSend): string[] {
    const { sequential_numbers: rule } = settings
    if (!rule) return []
    return neighboursOf(phone, settings).filter((other) => {
      const last = lastTo.get(other)
      return last && isWithin(last, at, rule.window_seconds)
    })
  }
}

/**
 * Counts the codes whose fate could be known by then, from the newest back, as the database does. In plain numbers:
 * thousands of codes may be on their way at once, and each send looks past them all.
 */
function conversionOver({ conversion: rule }: GuardSettings) {
  const sentAt: number[] = []
  const decidedAt: number[] = []
  const verifiedAt: number[] = []
  let from = 0
  return {
    add(send: PastSend): void {
      if (!rule) return
      sentAt.push(send.at.getTime())
      decidedAt.push(timeOfFate(send))
      verifiedAt.push(send.verifiedAt?.getTime() ?? never)
    },
    before(at: Date): { decided: number; verified: number } {
      const counts = { decided: 0, verified: 0 }
      if (!rule) return counts
      const now = at.getTime()
      const start = now - rule.window_seconds * 1_000
      while ((sentAt[from] ?? never) <= start) from++
      for (let index = decidedAt.length - 1; index >= from; index--) {
        if ((decidedAt[index] ?? never) > now) continue
        counts.decided++
        if ((verifiedAt[index] ?? never) <= now) counts.verified++
        if (counts.decided === policy.otp.guard.conversion.sample) break
      }
      return counts
    },
  }
}

const never = Number.POSITIVE_INFINITY

/** One that another took the place of, or its sender took back, says nothing ever. */
function timeOfFate({ status, endedAt, expiresAt }: PastSend): number {
  if (status === 'superseded' || status === 'canceled') return never
  return Math.min(endedAt?.getTime() ?? never, expiresAt.getTime())
}

/** Counts the sends of the time before an instant; the instants come in their order. */
function windowOver(passed: readonly PastSend[], seconds: number): (at: Date) => number {
  let from = 0
  return (at) => {
    for (let oldest = passed[from]; oldest && !isWithin(oldest.at, at, seconds); oldest = passed[from]) from++
    return passed.length - from
  }
}

function isWithin(instant: Date, at: Date, seconds: number): boolean {
  return instant.getTime() > at.getTime() - seconds * 1_000
}
