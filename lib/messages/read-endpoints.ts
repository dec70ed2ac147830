import { endpoint } from '@/lib/core/endpoint'
import { receivedExample } from '@/lib/messages/examples'
import { markMessageRead } from '@/lib/messages/mark-read'
import { MessageObject } from '@/lib/messages/schema'

export const markReadEndpoint = endpoint({
  method: 'POST',
  path: '/messages/{id}/read',
  scope: 'messages:send',
  operationId: 'markMessageRead',
  summary: 'Mark a message that somebody wrote as read',
  description:
    'The person sees two blue ticks, and what they wrote before it counts as read too. The second time nothing happens. A message that you sent is a 409.',
  errors: ['state_conflict'],
  examples: { reply: { ...receivedExample, status: 'read', read_at: '2026-11-24T09:31:02.118Z' } },
  reply: MessageObject,
  status: 200,
  run: markMessageRead,
})
