import { messageExample } from '@/lib/messages/examples'

const listed = {
  ...messageExample,
  type: 'text',
  status: 'read',
  content: { body: 'Your parcel is at the desk until eight.' },
  metadata: { order: '1001' },
  contact_id: 'con_01kb5t9y8ze3yvr4x0k2n6d8sc',
  delivered_at: '2026-11-24T09:30:01.806Z',
  read_at: '2026-11-24T09:31:12.077Z',
  template: null,
  language: null,
  otp_id: null,
  api_key_id: 'key_01kb5s2n4re6c8d0f1g3h5j7k9',
  window: { open: true, expires_at: '2026-11-25T08:12:40.000Z' },
}

const answer = {
  ...listed,
  id: 'msg_01kb5tcf31f4rs2w9m6h0v8qze',
  direction: 'inbound',
  status: 'delivered',
  to: null,
  from: listed.to,
  content: { body: 'On my way!' },
  reply_to: listed.id,
  metadata: {},
  api_key_id: null,
  created_at: '2026-11-24T09:31:40.213Z',
  sent_at: '2026-11-24T09:31:39.000Z',
  delivered_at: '2026-11-24T09:31:39.000Z',
  read_at: null,
}

export const listMessagesExamples = {
  reply: { object: 'list', data: [answer, listed], has_more: false, next_cursor: null },
}

export const getMessageExamples = {
  reply: {
    ...listed,
    request_id: 'req_01kb5t9y8xf8z9b6t1h3w5m7qk',
    provider_message_id: 'wamid.HBgLMTQxNTU1NTAxMDA=',
    attempts: 1,
    played_at: null,
    pricing: { category: 'service', model: 'PMP', type: 'regular', billable: true },
    timeline: [
      { type: 'accepted', at: listed.created_at, offset_ms: 0, detail: null },
      { type: 'sent', at: '2026-11-24T09:30:00.412Z', offset_ms: 412, detail: null },
      { type: 'delivered', at: listed.delivered_at, offset_ms: 1_806, detail: null },
      { type: 'read', at: listed.read_at, offset_ms: 72_077, detail: null },
    ],
  },
}
