import { asSystem, withTenant } from '@/db/tenant'
import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { checklistOf } from '@/lib/onboarding/rules'
import type { Checklist } from '@/lib/onboarding/schema'
import { readProgress, readWorkspace } from '@/lib/onboarding/store'
import { hasSecondFactor } from '@/lib/onboarding/system'

/** What this person's workspace has still to do, from what is there: nothing is ticked by hand. */
export async function getChecklist(ctx: Ctx): Promise<Checklist> {
  const { actor, tenantId } = ctx
  if (actor.type !== 'user') throw new AppError('role_missing')
  const [test, live, workspace, isGuarded] = await Promise.all([
    withTenant({ tenantId, mode: 'test' }, readProgress),
    withTenant({ tenantId, mode: 'live' }, readProgress),
    withTenant(ctx, readWorkspace),
    asSystem((tx) => hasSecondFactor(tx, actor.id)),
  ])
  const facts = {
    test_key: test.hasKey,
    first_otp: test.hasOtp || live.hasOtp,
    verified: test.hasVerified || live.hasVerified,
    api_call: test.usedKey || live.usedKey,
    live_key: live.hasKey,
    teammate: workspace.hasTeam,
    second_factor: isGuarded,
  }
  return {
    items: checklistOf(facts, actor.role),
    dismissed: workspace.dismissed,
    hasOtps: (ctx.mode === 'test' ? test : live).hasOtp,
  }
}
