import { opsRoute } from '@/lib/http/ops-route'
import { SuspendTenantInput } from '@/lib/tenants/operator-schema'
import { suspendTenant } from '@/lib/tenants/suspend'

export const POST = opsRoute({ body: SuspendTenantInput, run: suspendTenant })
