import { dashboardRoute } from '@/lib/http/dashboard-route'
import { markRead } from '@/lib/messages/mark-read'

export const POST = dashboardRoute<undefined, { id: string }>({ run: markRead })
