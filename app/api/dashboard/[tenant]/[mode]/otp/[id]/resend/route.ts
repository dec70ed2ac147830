import { writers } from '@/app/api/dashboard/roles'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { resendOtp } from '@/lib/otp/resend'

export const POST = dashboardRoute({ roles: writers, status: 202, run: resendOtp })
