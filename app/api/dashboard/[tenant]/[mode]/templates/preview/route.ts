import { dashboardRoute } from '@/lib/http/dashboard-route'
import { PreviewOtpInput } from '@/lib/templates/create-schema'
import { previewOtpTemplates } from '@/lib/templates/preview-otp'

export const POST = dashboardRoute({ body: PreviewOtpInput, run: previewOtpTemplates })
