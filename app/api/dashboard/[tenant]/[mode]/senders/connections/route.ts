import { dashboardRoute } from '@/lib/http/dashboard-route'
import { beginConnection } from '@/lib/senders/begin-connection'
import { BeginConnectionInput } from '@/lib/senders/connection-schema'

export const POST = dashboardRoute({ body: BeginConnectionInput, status: 201, run: beginConnection })
