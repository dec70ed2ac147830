import { z } from 'zod'
import { callAsTenant, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { newUuid } from '@/lib/core/ids'
import { canonicalPhone } from '@/lib/core/phone'
import { policy } from '@/lib/core/policy'
import { secondsUntil } from '@/lib/core/time'
import { recallGuard } from '@/lib/otp/get-guard'
import {
  blockOf,
  capReached,
  type GuardFacts,
  type Judgement,
  judge,
  neighboursOf,
  noFacts,
} from '@/lib/otp/guard-rules'
import type { GuardSettings } from '@/lib/otp/guard-schema'
import { beginRest, insertGuardBlock, noteVerdict } from '@/lib/otp/guard-store'

/** What is left to do for a send that the guard let through. */
export type GuardPass = {
  /** For `otp_send`, which counts them one send at a time; null where nothing is enforced. */
  hourlyCap: number | null
  dailyCap: number | null
  refuseByCap: (rule: 'hourly_cap' | 'daily_cap') => AppError
  /** Has to be told of what was accepted. */
  accepted: (otp: { id: string; at: Date }) => void
}

/**
 * Asks the fraud guard about a send. Where it enforces, it looks first, and throws `otp_guard_blocked` with all its
 * reasons; sends that are in flight at once do not see each other, but for the caps. Where it only watches, it looks
 * once the caller has the answer.
 */
export async function guardSend(ctx: Ctx, to: string): Promise<GuardPass> {
  const settings = await recallGuard(ctx)
  const phone = canonicalPhone(to)
  const isEnforced = settings.enforcement === 'enforce'
  if (isEnforced) {
    const withoutCaps = { ...settings, hourly_cap: null, daily_cap: null }
    const judgement = await judgeNow(ctx, withoutCaps, { phone, otp: null })
    if (judgement.reasons.length > 0) throw refused(ctx, to, judgement)
  }
  return {
    hourlyCap: isEnforced ? settings.hourly_cap : null,
    dailyCap: isEnforced ? settings.daily_cap : null,
    refuseByCap: (rule) => {
      const limit = settings[rule] ?? 0
      return refused(ctx, to, { reasons: [capReached(rule, limit, limit)], rest: null })
    },
    accepted: (otp) => {
      if (settings.enforcement === 'monitor') ctx.defer(() => watch(ctx, settings, phone, otp))
    },
  }
}

type Accepted = { id: string; at: Date }

async function watch(ctx: Ctx, settings: GuardSettings, phone: string, otp: Accepted): Promise<void> {
  const { reasons, rest } = await judgeNow(ctx, settings, { phone, otp })
  if (reasons.length === 0) return
  await withTenant(ctx, async (tx) => {
    await noteVerdict(tx, otp.id, { reasons })
    if (rest) await beginRest(tx, rest.block, rest.until)
  })
}

/** The refusal, and after it its record, which has to outlive it. */
function refused(ctx: Ctx, to: string, { reasons, rest }: Judgement): AppError {
  const apiKeyId = ctx.actor.type === 'api_key' ? ctx.actor.id : null
  const block = { id: newUuid(), phone: to, reasons, apiKeyId, requestId: ctx.requestId }
  ctx.defer(
    () =>
      withTenant(ctx, async (tx) => {
        await insertGuardBlock(tx, block)
        if (rest) await beginRest(tx, rest.block, rest.until)
      }),
    { evenIfRefused: true },
  )
  const waits = reasons.flatMap(({ retry_at: at }) => (at ? [secondsUntil(new Date(at))] : []))
  return new AppError('otp_guard_blocked', {
    faults: reasons.map(({ detail }) => ({ path: 'to', message: detail })),
    ...(waits.length > 0 ? { retryAfterSeconds: Math.max(...waits) } : {}),
  })
}

type Send = { phone: string; otp: Accepted | null }

async function judgeNow(ctx: Ctx, settings: GuardSettings, { phone, otp }: Send): Promise<Judgement> {
  if (!needsFacts(settings)) return judge(settings, noFacts, { phone, at: otp?.at ?? new Date() })
  const { at, facts } = await findFacts(ctx, settings, { phone, otp })
  return judge(settings, facts, { phone, at })
}

function needsFacts(settings: GuardSettings): boolean {
  const { prefix_velocity, sequential_numbers, conversion, hourly_cap, daily_cap } = settings
  return [prefix_velocity, sequential_numbers, conversion, hourly_cap, daily_cap].some(Boolean)
}

const Facts = z.object({
  judged_at: z.coerce.date(),
  rests_until: z.coerce.date().nullable(),
  other_numbers: z.number().nullable(),
  neighbours: z.array(z.string()).nullable(),
  decided: z.number().nullable(),
  verified: z.number().nullable(),
  hourly: z.number().nullable(),
  daily: z.number().nullable(),
})

/** What the rules go by now, or went by when the OTP was accepted. */
export async function findFacts(
  ctx: Ctx,
  settings: GuardSettings,
  { phone, otp }: Send,
): Promise<{ at: Date; facts: GuardFacts }> {
  const { prefix_velocity: velocity, sequential_numbers: sequence, conversion } = settings
  const [row] = await callAsTenant(ctx, 'otp_guard_facts', [
    otp?.at.toISOString() ?? null,
    otp?.id ?? null,
    phone,
    blockOf(phone),
    velocity?.window_seconds ?? null,
    sequence ? neighboursOf(phone, settings) : null,
    sequence?.window_seconds ?? null,
    conversion?.window_seconds ?? null,
    policy.otp.guard.conversion.sample,
    settings.hourly_cap !== null,
    settings.daily_cap !== null,
  ])
  const known = Facts.parse(row)
  return {
    at: known.judged_at,
    facts: {
      restsUntil: known.rests_until,
      otherNumbers: known.other_numbers ?? 0,
      neighbours: known.neighbours ?? [],
      decided: known.decided ?? 0,
      verified: known.verified ?? 0,
      hourly: known.hourly ?? 0,
      daily: known.daily ?? 0,
    },
  }
}
