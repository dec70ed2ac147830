import { dashboardRoute } from '@/lib/http/dashboard-route'
import { chooseNumber } from '@/lib/senders/choose-number'
import { ChooseNumberInput } from '@/lib/senders/connection-schema'

export const POST = dashboardRoute<typeof ChooseNumberInput, { id: string }>({
  body: ChooseNumberInput,
  run: chooseNumber,
})
