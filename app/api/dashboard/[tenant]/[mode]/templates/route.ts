import { dashboardRoute } from '@/lib/http/dashboard-route'
import { createTemplate } from '@/lib/templates/create'
import { CreateTemplateInput } from '@/lib/templates/create-schema'

export const POST = dashboardRoute({ body: CreateTemplateInput, status: 202, run: createTemplate })
