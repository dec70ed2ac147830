import { dashboardRoute } from '@/lib/http/dashboard-route'
import { ReceiveOtpInput } from '@/lib/otp/inbound-schema'
import { receiveOtp } from '@/lib/otp/receive'

export const POST = dashboardRoute<typeof ReceiveOtpInput, { id: string }>({
  body: ReceiveOtpInput,
  run: receiveOtp,
})
