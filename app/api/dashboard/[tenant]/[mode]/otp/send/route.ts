import { dashboardRoute } from '@/lib/http/dashboard-route'
import { SendOtpInput } from '@/lib/otp/schema'
import { sendOtp } from '@/lib/otp/send'

export const POST = dashboardRoute({ body: SendOtpInput, status: 202, run: sendOtp })
