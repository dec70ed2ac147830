import { dashboardRoute } from '@/lib/http/dashboard-route'
import { DebugSignatureInput, debugSignature } from '@/lib/webhooks/debug-signature'

export const POST = dashboardRoute({ body: DebugSignatureInput, run: debugSignature })
