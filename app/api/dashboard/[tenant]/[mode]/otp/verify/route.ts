import { dashboardRoute } from '@/lib/http/dashboard-route'
import { VerifyTestOtpInput } from '@/lib/otp/schema'
import { verifyTestOtp } from '@/lib/otp/verify-test-otp'

export const POST = dashboardRoute({ body: VerifyTestOtpInput, run: verifyTestOtp })
