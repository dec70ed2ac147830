import { dashboardRoute } from '@/lib/http/dashboard-route'
import { RecoverInput } from '@/lib/webhooks/delivery-schema'
import { recoverEndpoint } from '@/lib/webhooks/recover-endpoint'

export const POST = dashboardRoute<typeof RecoverInput, { id: string }>({
  body: RecoverInput,
  status: 202,
  run: recoverEndpoint,
})
