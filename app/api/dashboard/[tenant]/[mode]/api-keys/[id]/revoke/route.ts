import { writers } from '@/app/api/dashboard/roles'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { revokeApiKey } from '@/lib/keys/revoke'

export const POST = dashboardRoute({ roles: writers, run: revokeApiKey })
