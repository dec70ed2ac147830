import { dashboardRoute } from '@/lib/http/dashboard-route'
import { SecondFactorRule } from '@/lib/tenants/schema'
import { setSecondFactorRule } from '@/lib/tenants/set-second-factor-rule'

export const POST = dashboardRoute({ body: SecondFactorRule, run: setSecondFactorRule })
