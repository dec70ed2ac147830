import { writers } from '@/app/api/dashboard/roles'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { ReceiveOtpInput } from '@/lib/otp/inbound-schema'
import { receiveOtp } from '@/lib/otp/receive'

export const POST = dashboardRoute<typeof ReceiveOtpInput, { id: string }>({
  roles: writers,
  body: ReceiveOtpInput,
  run: receiveOtp,
})
