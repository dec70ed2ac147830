import { dashboardRoute } from '@/lib/http/dashboard-route'
import { TryUrlInput } from '@/lib/webhooks/endpoint-schema'
import { tryUrl } from '@/lib/webhooks/try-url'

export const POST = dashboardRoute({ body: TryUrlInput, run: tryUrl })
