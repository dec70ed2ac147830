import { dashboardRoute } from '@/lib/http/dashboard-route'
import { cancelOtp } from '@/lib/otp/cancel'

export const POST = dashboardRoute({ run: cancelOtp })
