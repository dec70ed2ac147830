import { apiRoute } from '@/lib/http/next-adapter'
import { sendBatchEndpoint } from '@/lib/messages/send-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(sendBatchEndpoint)
