import { writers } from '@/app/api/dashboard/roles'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { expireTestOtp } from '@/lib/otp/expire-test-otp'

export const POST = dashboardRoute({ roles: writers, run: expireTestOtp })
