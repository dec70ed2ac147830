import { dashboardRoute } from '@/lib/http/dashboard-route'
import { revealSecret } from '@/lib/webhooks/reveal-secret'

export const POST = dashboardRoute({ run: revealSecret })
