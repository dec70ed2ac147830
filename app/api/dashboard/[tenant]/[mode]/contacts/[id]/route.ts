import { changeContact } from '@/lib/contacts/change'
import { UpdateContactInput } from '@/lib/contacts/schema'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute<typeof UpdateContactInput, { id: string }>({
  body: UpdateContactInput,
  run: changeContact,
})
