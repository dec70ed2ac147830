import { asSystem } from '@/db/tenant'
import { recordAuditWithin } from '@/lib/audit/record'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { toTypeId } from '@/lib/core/ids'
import { requirePerson } from '@/lib/core/permissions'
import { requireStepUp } from '@/lib/core/step-up'
import type { SecondFactorRule } from '@/lib/tenants/schema'
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
  const actor = requirePerson(ctx, 'workspace.write')
  requireStepUp(ctx)
  if (required && !actor.secondFactorAt)
    throw new AppError('state_conflict', { detail: 'Set up a second factor of your own first.' })
  await asSystem(async (tx) => {
    const isNews = await setRequiresSecondFactor(tx, ctx.tenantId, required)
    if (!isNews) return
    await recordAuditWithin(
      tx,
      [ctx.tenantId],
      { ...ctx, actor: { type: 'user', id: actor.id } },
      {
        action: required ? 'second_factor.required' : 'second_factor.not_required',
        target: { type: 'workspace', id: toTypeId('tenant', ctx.tenantId) },
        before: { requires_second_factor: !required },
        after: { requires_second_factor: required },
      },
    )
  })
  return { required }
}
