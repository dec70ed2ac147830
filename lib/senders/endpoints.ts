import { endpoint } from '@/lib/core/endpoint'
import { getSenderExamples, listSendersExamples } from '@/lib/senders/examples'
import { getSender } from '@/lib/senders/get'
import { listSenderPage } from '@/lib/senders/list-page'
import { ListSendersQuery, SenderList, SenderObject } from '@/lib/senders/readiness-schema'

export const listSendersEndpoint = endpoint({
  method: 'GET',
  path: '/senders',
  scope: 'senders:read',
  operationId: 'listSenders',
  summary: 'List your numbers, newest first',
  description:
    'Each with what Meta says of it, and what has to hold before OTPs can go out. A key that is bound to one number sees that one alone.',
  examples: listSendersExamples,
  query: ListSendersQuery,
  reply: SenderList,
  status: 200,
  run: listSenderPage,
})

export const getSenderEndpoint = endpoint({
  method: 'GET',
  path: '/senders/{id}',
  scope: 'senders:read',
  operationId: 'getSender',
  summary: 'Read a number and what it is ready for',
  description:
    'Each check says where it stands, who acts next, what to do, and what works meanwhile. We ask Meta every hour, and when it tells us of a change.',
  examples: getSenderExamples,
  reply: SenderObject,
  status: 200,
  run: getSender,
})
