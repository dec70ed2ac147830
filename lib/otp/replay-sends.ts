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
  const hour = windowOver(passed, 3_600)
  const day = windowOver(passed, 86_400)

  return (send) => {
    const block = blockOf(send.phone)
    const { reasons, rest } = judge(settings, factsFor(send, block), send)
    if (rest) rests.set(rest.block, rest.until)
    if (reasons.length > 0) return reasons
    passed.push(send)
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
      ...conversion(send),
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

  /** From the newest back, as the database does. */
  function conversion({ at }: PastSend): Pick<GuardFacts, 'decided' | 'verified'> {
    const counts = { decided: 0, verified: 0 }
    const { conversion: rule } = settings
    if (!rule) return counts
    for (let index = passed.length - 1; index >= 0; index--) {
      const send = passed[index]
      if (!send || counts.decided === policy.otp.guard.conversion.sample) break
      if (!isWithin(send.at, at, rule.window_seconds)) break
      const fate = fateAt(send, at)
      if (fate !== 'unknown') counts.decided++
      if (fate === 'verified') counts.verified++
    }
    return counts
  }
}

/** What could be known of a send at a later time. One that another took the place of, or its sender, says nothing. */
function fateAt(send: PastSend, at: Date): 'verified' | 'unverified' | 'unknown' {
  const isEnded = send.endedAt !== null && send.endedAt <= at
  if (isEnded && (send.status === 'superseded' || send.status === 'canceled')) return 'unknown'
  if (!isEnded && send.expiresAt > at) return 'unknown'
  return send.status === 'verified' && send.verifiedAt !== null && send.verifiedAt <= at
    ? 'verified'
    : 'unverified'
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
