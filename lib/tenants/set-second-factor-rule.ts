import { asSystem, withTenant } from '@/db/tenant'
import { recordAudit } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import type { SecondFactorRule } from '@/lib/tenants/schema'
import { readSecondFactorRule } from '@/lib/tenants/store'
import { setRequiresSecondFactor } from '@/lib/tenants/system'

/**
 * Whether nobody works here without a second factor, from the next request on. Who asks it of the others has proven
 * one in this very session, so that they do not lock themselves out. Throws `role_missing`, `step_up_required` and
 * `state_conflict`.
 */
export async function setSecondFactorRule(
  ctx: Ctx,
  { required }: SecondFactorRule,
): Promise<SecondFactorRule> {
  const { secondFactorAt } = requirePerson(ctx, 'workspace.write')
  requireStepUp(ctx)
  if (required && !secondFactorAt)
    throw new AppError('state_conflict', { detail: 'Set up a second factor of your own first.' })
  const target = { type: 'tenant', id: toTypeId('tenant', ctx.tenantId) }
  await withTenant(ctx, async (tx) => {
    const before = await readSecondFactorRule(tx)
    if (before === required) return
    await recordAudit(ctx, tx, {
      action: 'tenant.second_factor_rule_changed',
      target,
      before: { requires_second_factor: before },
      after: { requires_second_factor: required },
    })
    // The tenant's own transaction may not change its row. The log is written first, and fails with this.
    await asSystem((system) => setRequiresSecondFactor(system, ctx.tenantId, required))
  })
  return { required }
}
