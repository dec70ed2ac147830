/** As the docs show a message. */
export const messageExample = {
  object: 'message',
  id: 'msg_01kb5t9y8ze3yvr4x0k2n6d8sa',
  direction: 'outbound',
  to: '+14155550100',
  type: 'template',
  status: 'sent',
  mode: 'test',
  failure: null,
  created_at: '2026-11-24T09:30:00.000Z',
}
