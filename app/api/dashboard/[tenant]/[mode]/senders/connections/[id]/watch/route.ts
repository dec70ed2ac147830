import { dashboardRoute } from '@/lib/http/dashboard-route'
import { getConnection } from '@/lib/senders/get-connection'

/** A POST like every door of the dashboard, though it only reads: a screen asks it again and again. */
export const POST = dashboardRoute({ run: getConnection })
