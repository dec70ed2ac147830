import { dashboardRoute } from '@/lib/http/dashboard-route'
import { rotateSecret } from '@/lib/webhooks/rotate-secret'

export const POST = dashboardRoute({ status: 201, run: rotateSecret })
