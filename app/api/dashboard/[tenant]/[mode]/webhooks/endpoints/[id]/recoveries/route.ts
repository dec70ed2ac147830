import type { Ctx } from '@/lib/core/context'
import { dashboardReadRoute } from '@/lib/http/dashboard-read-route'
import { listRecoveries } from '@/lib/webhooks/get-recovery'

export const GET = dashboardReadRoute({
  run: async (ctx: Ctx, { id }: { id: string }) => ({
    object: 'list',
    data: await listRecoveries(ctx, { id }),
  }),
})
