import { dashboardRoute } from '@/lib/http/dashboard-route'
import { debugSignature } from '@/lib/webhooks/debug-signature'
import { DebugSignatureInput } from '@/lib/webhooks/signature-schema'

export const POST = dashboardRoute({
  body: DebugSignatureInput,
  bodyLimitBytes: 1024 * 1024,
  run: debugSignature,
})
