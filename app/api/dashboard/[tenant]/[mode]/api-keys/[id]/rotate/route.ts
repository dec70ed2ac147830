import { dashboardRoute } from '@/lib/http/dashboard-route'
import { rotateApiKey } from '@/lib/keys/rotate'
import { RotateApiKeyInput } from '@/lib/keys/schema'

export const POST = dashboardRoute<typeof RotateApiKeyInput, { id: string }>({
  body: RotateApiKeyInput,
  status: 201,
  run: rotateApiKey,
})
