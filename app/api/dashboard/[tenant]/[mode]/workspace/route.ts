import { dashboardRoute } from '@/lib/http/dashboard-route'
import { UpdateWorkspaceInput } from '@/lib/tenants/schema'
import { updateWorkspace } from '@/lib/tenants/update'

export const POST = dashboardRoute({ body: UpdateWorkspaceInput, run: updateWorkspace })
