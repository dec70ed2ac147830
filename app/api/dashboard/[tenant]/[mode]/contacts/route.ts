import { createContact } from '@/lib/contacts/create'
import { CreateContactInput } from '@/lib/contacts/schema'
import { dashboardRoute } from '@/lib/http/dashboard-route'

export const POST = dashboardRoute({ body: CreateContactInput, status: 201, run: createContact })
