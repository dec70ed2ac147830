import { refusedRows } from '@/lib/contacts/refused-rows'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({ run: refusedRows })
