import { type Endpoint, endpoint } from '@/lib/core/endpoint'
import { cancelMessage } from '@/lib/messages/cancel-message'
import { SendMessageInput } from '@/lib/messages/content-schema'
import { MessageObject } from '@/lib/messages/schema'
import { sendBatch } from '@/lib/messages/send-batch'
import { batchExamples, cancelExamples, sendExamples } from '@/lib/messages/send-examples'
import { sendMessage } from '@/lib/messages/send-message'
import { SendBatchInput, SendBatchReply, SendMessageReply } from '@/lib/messages/send-schema'

export const sendMessageEndpoint = endpoint({
  method: 'POST',
  path: '/messages',
  scope: 'messages:send',
  operationId: 'sendMessage',
  summary: 'Send a message',
  description:
    'Of any type of WhatsApp’s, shaped as Meta shapes it. Outside the 24 hours after the person last wrote only templates go: give one as `fallback_template`, or the message is refused. With `dry_run` nothing is sent, and the answer says what would have become of it.',
  errors: ['no_sender', 'template_unusable', 'recipient_suppressed', 'window_closed'],
  examples: sendExamples,
  body: SendMessageInput,
  reply: SendMessageReply,
  status: 202,
  otherStatuses: { 200: 'A dry run: nothing was sent.' },
  statusOf: (value) => ('object' in value && value.object === 'message_dry_run' ? 200 : 202),
  run: sendMessage,
})

export const sendBatchEndpoint = endpoint({
  method: 'POST',
  path: '/messages/batch',
  scope: 'messages:send',
  operationId: 'sendMessages',
  summary: 'Send up to 100 messages',
  description:
    'Each is accepted or refused by itself, in the order in which they are given: a refusal is a row of the answer, and holds no other message up.',
  examples: batchExamples,
  body: SendBatchInput,
  reply: SendBatchReply,
  status: 202,
  run: sendBatch,
})

export const cancelMessageEndpoint = endpoint({
  method: 'POST',
  path: '/messages/{id}/cancel',
  scope: 'messages:send',
  operationId: 'cancelMessage',
  summary: 'Cancel a message that waits',
  description:
    'One that is scheduled, or that waits for its turn. One that is being sent, or was, is a 409 that says so.',
  errors: ['state_conflict'],
  examples: cancelExamples,
  reply: MessageObject,
  status: 200,
  run: cancelMessage,
})

export const sendEndpoints: readonly Endpoint[] = [
  sendMessageEndpoint,
  sendBatchEndpoint,
  cancelMessageEndpoint,
]
