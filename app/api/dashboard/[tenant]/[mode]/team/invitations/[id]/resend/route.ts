import { dashboardRoute } from '@/lib/http/dashboard-route'
import { resendInvitation } from '@/lib/tenants/resend-invitation'

export const POST = dashboardRoute({ run: resendInvitation })
