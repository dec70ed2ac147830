import { dashboardRoute } from '@/lib/http/dashboard-route'
import { makePrimary } from '@/lib/senders/make-primary'

export const POST = dashboardRoute({ run: makePrimary })
