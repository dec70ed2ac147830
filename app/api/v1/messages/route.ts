import { apiRoute } from '@/lib/http/next-adapter'
import { sendMessageEndpoint } from '@/lib/messages/send-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(sendMessageEndpoint)
