import { dashboardRoute } from '@/lib/http/dashboard-route'
import { deleteTemplate } from '@/lib/templates/delete'
import { DeleteTemplateQuery } from '@/lib/templates/schema'

export const POST = dashboardRoute({ body: DeleteTemplateQuery, run: deleteTemplate })
