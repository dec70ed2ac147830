import { dashboardRoute } from '@/lib/http/dashboard-route'
import { createApiKey } from '@/lib/keys/create'
import { CreateApiKeyInput } from '@/lib/keys/schema'

export const POST = dashboardRoute({
  body: CreateApiKeyInput,
  status: 201,
  run: createApiKey,
})
