import { dashboardRoute } from '@/lib/http/dashboard-route'
import { revokeInvitation } from '@/lib/tenants/revoke-invitation'

export const POST = dashboardRoute({ run: revokeInvitation })
