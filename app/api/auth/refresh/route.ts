import { refreshRoute } from '@/lib/http/refresh-route'

export const POST = refreshRoute
