import { dashboardRoute } from '@/lib/http/dashboard-route'
import { resendOtp } from '@/lib/otp/resend'

export const POST = dashboardRoute({ status: 202, run: resendOtp })
