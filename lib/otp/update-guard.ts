import type { z } from 'zod'
import { withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { requirePerson } from '@/lib/core/permissions'
import { forgetGuard, presentGuard } from '@/lib/otp/get-guard'
import type { GuardObject, UpdateGuardInput } from '@/lib/otp/guard-schema'
import { findGuard, lockGuard, saveGuard } from '@/lib/otp/guard-store'

/**
 * Puts other settings in the place of the old ones, for the context's mode. By people, and not by keys: whoever has
 * stolen a key would switch the guard off first. Throws `role_missing`.
 */
export async function updateGuard(
  ctx: Ctx,
  { settings }: z.output<typeof UpdateGuardInput>,
): Promise<GuardObject> {
  const person = requirePerson(ctx, 'guard.write')
  const row = await withTenant(ctx, async (tx) => {
    await lockGuard(tx)
    const before = presentGuard(ctx, await findGuard(tx))
    const saved = await saveGuard(tx, settings, person.id)
    await recordAudit(ctx, tx, {
      action: 'fraud_guard.changed',
      target: { type: 'otp_guard', id: ctx.mode },
      before: before.settings,
      after: settings,
    })
    return saved
  })
  forgetGuard(ctx)
  return presentGuard(ctx, row)
}
