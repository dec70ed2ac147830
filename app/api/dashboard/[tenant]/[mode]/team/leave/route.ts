import { dashboardRoute } from '@/lib/http/dashboard-route'
import { leaveTenant } from '@/lib/tenants/remove-member'

export const POST = dashboardRoute({ run: leaveTenant })
