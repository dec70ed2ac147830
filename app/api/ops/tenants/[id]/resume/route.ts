import { opsRoute } from '@/lib/http/ops-route'
import { ResumeTenantInput } from '@/lib/tenants/operator-schema'
import { resumeTenant } from '@/lib/tenants/suspend'

export const POST = opsRoute({ body: ResumeTenantInput, run: resumeTenant })
