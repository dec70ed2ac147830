import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import type { CamelKeys } from '@/lib/core/endpoint'
import { AppError } from '@/lib/core/errors'
import { toTypeId, uuidFloor } from '@/lib/core/ids'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { getGuard } from '@/lib/otp/get-guard'
import type { BacktestGuardInput, GuardBacktest, GuardSettings } from '@/lib/otp/guard-schema'
import { findSendBefore, selectSends } from '@/lib/otp/guard-store'
import { replaySends } from '@/lib/otp/replay-sends'
import { type GuardReason, guardRules } from '@/lib/otp/schema'

type Input = CamelKeys<z.output<typeof BacktestGuardInput>>
const { days, sends: sendsLimit, batch, examples: examplesLimit } = policy.otp.guard.backtest
const dayMilliseconds = 86_400_000

const running = oncePerProcess('guard-backtests', () => new Set<string>())

/**
 * What the guard would have said of the tenant's sends, had it enforced these settings since: one after the other, by
 * the same rules as at a send. Sends that it stopped at the time are no part of it. Throws `rate_limited` while
 * another of the tenant's back-tests runs here.
 */
export async function backtestGuard(ctx: Ctx, { settings, createdAfter }: Input): Promise<GuardBacktest> {
  requirePermission(ctx, 'guard.read')
  const name = `${ctx.tenantId}/${ctx.mode}`
  if (running.has(name)) throw new AppError('rate_limited', { detail: 'A back-test is running already.' })
  running.add(name)
  try {
    const current = await getGuard(ctx)
    return await replay(ctx, { ...current.settings, ...settings }, startOf(createdAfter))
  } finally {
    running.delete(name)
  }
}

function startOf(createdAfter: string | undefined): Date {
  const earliest = Date.now() - days * dayMilliseconds
  return new Date(Math.max(earliest, createdAfter === undefined ? earliest : Date.parse(createdAfter)))
}

async function replay(ctx: Ctx, settings: GuardSettings, from: Date): Promise<GuardBacktest> {
  const report = emptyReport(ctx, from)
  const newest = await withTenant(ctx, (tx) => findSendBefore(tx, sendsLimit))
  // The rules look back a day at most: what they would have seen by then is replayed, but not reported.
  const warm = uuidFloor(new Date(from.getTime() - dayMilliseconds))
  let after = newest && newest > warm ? newest : warm
  report.truncated = newest !== null && newest >= uuidFloor(from)
  const judgeNext = replaySends(settings)
  for (;;) {
    const rows = await withTenant(ctx, (tx) => selectSends(tx, { after, limit: batch }))
    for (const row of rows) {
      const { canonicalPhone, phone, createdAt } = row
      if (canonicalPhone === null || phone === null) continue
      const reasons = judgeNext({ ...row, phone: canonicalPhone, at: createdAt })
      if (createdAt > from) note(report, { ...row, phone }, reasons)
    }
    after = rows.at(-1)?.id ?? after
    if (rows.length < batch) return finished(report)
  }
}

function emptyReport(ctx: Ctx, from: Date): GuardBacktest {
  return {
    object: 'otp_guard_backtest',
    mode: ctx.mode,
    created_after: toTimestamp(from),
    evaluated: 0,
    truncated: false,
    blocked: 0,
    blocked_ratio: 0,
    by_rule: guardRules.map((rule) => ({ rule, blocked: 0 })),
    verified_blocked: 0,
    examples: [],
  }
}

type Row = { id: string; phone: string; createdAt: Date; verifiedAt: Date | null }

function note(report: GuardBacktest, send: Row, reasons: GuardReason[]): void {
  report.evaluated++
  if (reasons.length === 0) return
  report.blocked++
  if (send.verifiedAt) report.verified_blocked++
  for (const entry of report.by_rule) if (reasons.some(({ rule }) => rule === entry.rule)) entry.blocked++
  if (report.examples.length < examplesLimit)
    report.examples.push({
      otp_id: toTypeId('otp', send.id),
      to: send.phone,
      verified: send.verifiedAt !== null,
      created_at: toTimestamp(send.createdAt),
      reasons,
    })
}

function finished(report: GuardBacktest): GuardBacktest {
  const ratio = report.evaluated === 0 ? 0 : report.blocked / report.evaluated
  return {
    ...report,
    blocked_ratio: Math.round(ratio * 10_000) / 10_000,
    by_rule: report.by_rule.filter(({ blocked }) => blocked > 0),
  }
}
