import { dashboardRoute } from '@/lib/http/dashboard-route'
import { dismissChecklist } from '@/lib/onboarding/dismiss-checklist'

export const POST = dashboardRoute({ run: dismissChecklist })
