import { endpoint } from '@/lib/core/endpoint'
import { getMessage } from '@/lib/messages/get'
import { listMessages } from '@/lib/messages/list'
import { ListMessagesQuery, MessageDetail, MessageList } from '@/lib/messages/list-schema'
import { getMessageExamples, listMessagesExamples } from '@/lib/messages/reading-examples'

export const listMessagesEndpoint = endpoint({
  method: 'GET',
  path: '/messages',
  scope: 'messages:read',
  operationId: 'listMessages',
  summary: 'List messages of both directions, newest first',
  description:
    'What you sent and what people wrote to you. Messages that carried a one-time password are among them, without their text.',
  examples: listMessagesExamples,
  query: ListMessagesQuery,
  reply: MessageList,
  status: 200,
  run: listMessages,
})

export const getMessageEndpoint = endpoint({
  method: 'GET',
  path: '/messages/{id}',
  scope: 'messages:read',
  operationId: 'getMessage',
  summary: 'Read a message, its timeline and its window',
  description:
    'The window is that of the person with the number in the message, as it stands now: while it is open, free-form messages may go out.',
  examples: getMessageExamples,
  reply: MessageDetail,
  status: 200,
  run: getMessage,
})

export const readingEndpoints = [listMessagesEndpoint, getMessageEndpoint]
