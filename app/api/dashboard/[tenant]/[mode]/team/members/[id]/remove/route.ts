import { dashboardRoute } from '@/lib/http/dashboard-route'
import { removeMember } from '@/lib/tenants/remove-member'

export const POST = dashboardRoute({ run: removeMember })
