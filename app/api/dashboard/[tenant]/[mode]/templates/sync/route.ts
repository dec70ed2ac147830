import { dashboardRoute } from '@/lib/http/dashboard-route'
import { requestSync } from '@/lib/templates/request-sync'
import { SyncTemplatesInput } from '@/lib/templates/schema'

export const POST = dashboardRoute({ body: SyncTemplatesInput, status: 202, run: requestSync })
