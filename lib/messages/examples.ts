/** As the docs show a message. */
export const messageExample = {
  object: 'message',
  id: 'msg_01kb5t9y8ze3yvr4x0k2n6d8sa',
  direction: 'outbound',
  to: '+14155550100',
  from: null,
  recipient: null,
  sender_id: 'snd_01kb5t9y8ze3yvr4x0k2n6d8sb',
  contact_id: null,
  type: 'template',
  status: 'sent',
  mode: 'test',
  content: null,
  reply_to: null,
  send_at: null,
  used_fallback: false,
  metadata: {},
  failure: null,
  created_at: '2026-11-24T09:30:00.000Z',
  sent_at: '2026-11-24T09:30:00.412Z',
  delivered_at: null,
  read_at: null,
}

/** One that a person wrote. */
export const receivedExample = {
  ...messageExample,
  id: 'msg_01kb5t9y8ze3yvr4x0k2n6d8sd',
  direction: 'inbound',
  to: null,
  from: '+14155550100',
  recipient: 'US.13491208655302741918',
  contact_id: 'con_01kb5t9y8ze3yvr4x0k2n6d8se',
  type: 'text',
  status: 'delivered',
  content: { body: 'Is the shop open today?' },
  delivered_at: '2026-11-24T09:30:00.000Z',
}
