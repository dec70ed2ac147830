import { dashboardRoute } from '@/lib/http/dashboard-route'
import { markMessageRead } from '@/lib/messages/mark-read'

export const POST = dashboardRoute({ run: markMessageRead })
