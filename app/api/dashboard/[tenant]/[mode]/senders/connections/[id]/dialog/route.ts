import { dashboardRoute } from '@/lib/http/dashboard-route'
import { DialogOutcomeInput } from '@/lib/senders/connection-schema'
import { receiveDialog } from '@/lib/senders/receive-dialog'

export const POST = dashboardRoute<typeof DialogOutcomeInput, { id: string }>({
  body: DialogOutcomeInput,
  run: receiveDialog,
})
