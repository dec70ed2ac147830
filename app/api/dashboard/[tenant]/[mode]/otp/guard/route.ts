import { dashboardRoute } from '@/lib/http/dashboard-route'
import { UpdateGuardInput } from '@/lib/otp/guard-schema'
import { updateGuard } from '@/lib/otp/update-guard'

export const POST = dashboardRoute({ body: UpdateGuardInput, run: updateGuard })
