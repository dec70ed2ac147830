const call = {
  object: 'request',
  id: 'req_01kb5t9y8xf8z9b6t1h3w5m7qk',
  mode: 'test',
  method: 'POST',
  path: '/api/v1/otp/send',
  status: 202,
  error_code: null,
  duration_ms: 8.4,
  api_key_id: 'key_01kb5s2n4re6c8d0f1g3h5j7k9',
  address: '203.0.113.9',
  user_agent: 'curl/8.14.1',
  idempotency_key: null,
  is_replay: false,
  created_at: '2026-11-24T09:30:00.000Z',
}

export const listExamples = {
  reply: { object: 'list', data: [call], has_more: false, next_cursor: null },
}

export const getExamples = {
  reply: {
    ...call,
    request_body: { to: '+14155550100', purpose: 'sign-in' },
    response_body: { object: 'otp', otp_id: 'otp_01kb5t9y8ze3xtfvb2m7c0qh4d', status: 'pending' },
    objects: [{ id: 'otp_01kb5t9y8ze3xtfvb2m7c0qh4d', type: 'otp' }],
  },
}
