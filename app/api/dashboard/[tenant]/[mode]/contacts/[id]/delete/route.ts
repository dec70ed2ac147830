import { deleteContact } from '@/lib/contacts/delete'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({ run: deleteContact })
