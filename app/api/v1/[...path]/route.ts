import { apiRoute } from '@/lib/http/next-adapter'

/** Paths that no endpoint has: the pipeline's 404, and not a page. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = apiRoute()
