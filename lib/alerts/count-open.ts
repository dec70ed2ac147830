import { withTenant } from '@/db/tenant'
import { countOpen } from '@/lib/alerts/store'
import type { Ctx } from '@/lib/core/context'
import { may } from '@/lib/core/permissions'

/** How many alerts nobody has acknowledged; none for whoever may not see them. */
export async function countOpenAlerts(ctx: Ctx): Promise<number> {
  if (ctx.actor.type !== 'user' || !may(ctx.actor.role, 'alerts.read')) return 0
  return withTenant(ctx, countOpen)
}
