import { dashboardRoute } from '@/lib/http/dashboard-route'
import { GivePinInput } from '@/lib/senders/connection-schema'
import { givePin } from '@/lib/senders/give-pin'

export const POST = dashboardRoute<typeof GivePinInput, { id: string }>({ body: GivePinInput, run: givePin })
