import { writers } from '@/app/api/dashboard/roles'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { cancelOtp } from '@/lib/otp/cancel'

export const POST = dashboardRoute({ roles: writers, run: cancelOtp })
