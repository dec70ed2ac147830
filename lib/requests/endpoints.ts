import { endpoint } from '@/lib/core/endpoint'
import { getExamples, listExamples } from '@/lib/requests/examples'
import { getRequest } from '@/lib/requests/get'
import { listRequests } from '@/lib/requests/list'
import { ListRequestsQuery, RequestDetail, RequestList } from '@/lib/requests/schema'

export const listRequestsEndpoint = endpoint({
  method: 'GET',
  path: '/requests',
  scope: 'usage:read',
  summary: 'List the calls of your keys',
  examples: listExamples,
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
  examples: getExamples,
  reply: RequestDetail,
  status: 200,
  run: getRequest,
})
