import { dashboardRoute } from '@/lib/http/dashboard-route'
import { changeRole } from '@/lib/tenants/change-role'
import { ChangeRoleInput } from '@/lib/tenants/schema'

export const POST = dashboardRoute<typeof ChangeRoleInput, { id: string }>({
  body: ChangeRoleInput,
  run: changeRole,
})
