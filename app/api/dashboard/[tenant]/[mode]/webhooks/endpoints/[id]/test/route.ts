import { dashboardRoute } from '@/lib/http/dashboard-route'
import { testEndpoint } from '@/lib/webhooks/test-endpoint'

export const POST = dashboardRoute({ status: 202, run: testEndpoint })
