import { mergeContacts } from '@/lib/contacts/merge'
import { MergeContactsInput } from '@/lib/contacts/schema'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute<typeof MergeContactsInput, { id: string }>({
  body: MergeContactsInput,
  run: mergeContacts,
})
