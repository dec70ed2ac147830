import { apiRoute } from '@/lib/http/next-adapter'
import { cancelRecoveryEndpoint } from '@/lib/webhooks/log-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(cancelRecoveryEndpoint)
