import { cancelImport } from '@/lib/contacts/start-import'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({ run: cancelImport })
