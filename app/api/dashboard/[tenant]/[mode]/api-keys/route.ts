import { writers } from '@/app/api/dashboard/roles'
import { dashboardRoute } from '@/lib/http/dashboard-route'
import { createApiKey } from '@/lib/keys/create'
import { CreateApiKeyInput } from '@/lib/keys/schema'

export const POST = dashboardRoute({
  roles: writers,
  body: CreateApiKeyInput,
  status: 201,
  run: createApiKey,
})
