import { dashboardRoute } from '@/lib/http/dashboard-route'
import { TryUrlInput } from '@/lib/webhooks/endpoint-schema'
import { judgeUrl } from '@/lib/webhooks/judge-url'

export const POST = dashboardRoute({ body: TryUrlInput.pick({ url: true }), run: judgeUrl })
