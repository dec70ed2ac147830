import { dashboardRoute } from '@/lib/http/dashboard-route'
import { createInboundOtp } from '@/lib/otp/create-inbound'
import { CreateInboundOtpInput } from '@/lib/otp/inbound-schema'

export const POST = dashboardRoute({
  body: CreateInboundOtpInput,
  status: 201,
  run: createInboundOtp,
})
