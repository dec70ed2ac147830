import { dashboardRoute } from '@/lib/http/dashboard-route'
import { revokeApiKey } from '@/lib/keys/revoke'

export const POST = dashboardRoute({ run: revokeApiKey })
