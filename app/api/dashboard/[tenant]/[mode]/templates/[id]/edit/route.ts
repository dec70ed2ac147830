import { dashboardRoute } from '@/lib/http/dashboard-route'
import { ResubmitTemplateInput } from '@/lib/templates/create-schema'
import { resubmitTemplate } from '@/lib/templates/resubmit'

export const POST = dashboardRoute<typeof ResubmitTemplateInput, { id: string }>({
  body: ResubmitTemplateInput,
  status: 202,
  run: resubmitTemplate,
})
