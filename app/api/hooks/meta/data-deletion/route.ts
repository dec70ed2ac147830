import { hookRoute } from '@/lib/http/next-adapter'

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = hookRoute
