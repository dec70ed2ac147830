import { dashboardRoute } from '@/lib/http/dashboard-route'
import { createOtpTemplates } from '@/lib/templates/create-otp-templates'
import { CreateOtpTemplatesInput } from '@/lib/templates/create-schema'

export const POST = dashboardRoute({ body: CreateOtpTemplatesInput, status: 202, run: createOtpTemplates })
