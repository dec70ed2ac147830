import { apiRoute } from '@/lib/http/next-adapter'
import { listMessagesEndpoint } from '@/lib/messages/reading-endpoints'
import { sendMessageEndpoint } from '@/lib/messages/send-endpoints'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute(
  listMessagesEndpoint,
  sendMessageEndpoint,
)
