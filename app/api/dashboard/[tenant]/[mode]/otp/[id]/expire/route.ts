import { dashboardRoute } from '@/lib/http/dashboard-route'
import { expireTestOtp } from '@/lib/otp/expire-test-otp'

export const POST = dashboardRoute({ run: expireTestOtp })
