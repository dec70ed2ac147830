import { withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { oncePerProcess } from '@/lib/core/once-per-process'
import { requirePermission } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { toTimestamp } from '@/lib/core/time'
import { defaultGuard, type GuardObject, GuardSettings } from '@/lib/otp/guard-schema'
import { findGuard, type GuardRow } from '@/lib/otp/guard-store'

/** What the tenant asks of the guard in the context's mode; the defaults when they have said nothing. */
export async function getGuard(ctx: Ctx): Promise<GuardObject> {
  requirePermission(ctx, 'guard.read')
  return presentGuard(ctx, await withTenant(ctx, findGuard))
}

export function presentGuard(ctx: Ctx, row: GuardRow | null): GuardObject {
  return {
    object: 'otp_guard',
    mode: ctx.mode,
    settings: settingsOf(row),
    updated_at: row && toTimestamp(row.updatedAt),
  }
}

type Entry = { readAt: number; settings: Promise<GuardSettings> }
const cache = oncePerProcess('otp-guards', () => new Map<string, Entry>())
const cacheLimit = 10_000

/** For the path of every send: what was read is believed for some seconds. Nobody may change what it returns. */
export function recallGuard(ctx: Ctx): Promise<GuardSettings> {
  const now = performance.now()
  const entry = cache.get(placeOf(ctx))
  if (entry && now - entry.readAt < policy.otp.guard.settingsCacheSeconds * 1_000) return entry.settings
  if (cache.size >= cacheLimit) cache.clear()
  const settings = withTenant(ctx, findGuard).then(settingsOf)
  cache.set(placeOf(ctx), { readAt: now, settings })
  settings.catch(() => cache.delete(placeOf(ctx)))
  return settings
}

/** This process reads them anew with the next send. */
export function forgetGuard(ctx: Ctx): void {
  cache.delete(placeOf(ctx))
}

function placeOf({ tenantId, mode }: Ctx): string {
  return `${tenantId}/${mode}`
}

function settingsOf(row: GuardRow | null): GuardSettings {
  return row ? GuardSettings.parse(row.settings) : defaultGuard
}
