import { endpoint } from '@/lib/core/endpoint'
import { getRequest } from '@/lib/requests/get'
import { listRequests } from '@/lib/requests/list'
import { ListRequestsQuery, RequestDetail, RequestList } from '@/lib/requests/schema'

export const listRequestsEndpoint = endpoint({
  method: 'GET',
  path: '/requests',
  scope: 'usage:read',
  summary: 'List the calls of your keys',
  query: ListRequestsQuery,
  reply: RequestList,
  status: 200,
  run: listRequests,
})

export const getRequestEndpoint = endpoint({
  method: 'GET',
  path: '/requests/{id}',
  scope: 'usage:read',
  summary: 'Read a call: what was sent and answered, without its secrets',
  reply: RequestDetail,
  status: 200,
  run: getRequest,
})
