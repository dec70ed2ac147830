/** One OTP in every place of the docs: sent, looked at, checked and announced. */
const common = {
  object: 'otp',
  otp_id: 'otp_01kb5t9y8ze3xtfvb2m7c0qh4d',
  to: '+14155550100',
  status: 'pending',
  expires_at: '2026-11-24T09:35:00.000Z',
  attempts_remaining: 3,
  message_id: 'msg_01kb5t9y8ze3yvr4x0k2n6d8sa',
  delivery_status: 'queued',
  mode: 'test',
  purpose: 'sign-in',
  metadata: { user: 'u_812' },
  created_at: '2026-11-24T09:30:00.000Z',
} as const

export const otpExample = { ...common, direction: 'outbound', verified_at: null, failure: null }

export const sendExamples = {
  body: { to: common.to, purpose: common.purpose, metadata: common.metadata },
  reply: common,
}

const { otp_id, to } = common

export const verifyExamples = {
  body: { to, code: '123456' },
  reply: {
    object: 'otp_check',
    verified: true,
    otp_id,
    to,
    verified_at: '2026-11-24T09:30:09.412Z',
    proof: 'eyJhbGciOiJFZERTQSIsImtpZCI6…',
  },
  others: {
    wrong_code: {
      object: 'otp_check',
      verified: false,
      reason: 'incorrect_code',
      attempts_remaining: 2,
      otp_id,
      to,
    },
  },
}

export const getExamples = {
  reply: {
    ...otpExample,
    status: 'verified',
    delivery_status: 'delivered',
    attempts_remaining: 2,
    verified_at: '2026-11-24T09:30:09.412Z',
    code_length: 6,
    request_id: 'req_01kb5t9y8xf8z9b6t1h3w5m7qk',
    api_key_id: 'key_01kb5s2n4re6c8d0f1g3h5j7k9',
    template: 'otp_copy_code',
    language: 'en_US',
    provider_message_id: 'wamid.HBgLMTQxNTU1NTAxMDA=',
    earlier_message_ids: [],
    superseded_by: null,
    proof: null,
    guard: null,
    timeline: [
      { type: 'accepted', at: '2026-11-24T09:30:00.000Z', offset_ms: 0, detail: null },
      {
        type: 'sent',
        at: '2026-11-24T09:30:00.212Z',
        offset_ms: 212,
        detail: 'template otp_copy_code · en_US',
      },
      { type: 'delivered', at: '2026-11-24T09:30:01.804Z', offset_ms: 1_804, detail: null },
      { type: 'verified', at: '2026-11-24T09:30:09.412Z', offset_ms: 9_412, detail: 'attempt 1 of 3' },
    ],
  },
}

export const failedExample = {
  ...otpExample,
  status: 'failed',
  delivery_status: 'failed',
  failure: {
    code: 'delivery_failed',
    title: 'The message could not be delivered',
    actor: 'recipient',
    retryable: false,
    fix: 'Ask the person for another number, or reach them another way.',
    provider_code: 131_026,
  },
}

const inbound = {
  ...otpExample,
  direction: 'inbound',
  attempts_remaining: 0,
  message_id: null,
  delivery_status: null,
} as const

export const createInboundExamples = {
  body: { purpose: common.purpose, metadata: common.metadata },
  reply: {
    ...inbound,
    to: null,
    token: '7K3M9QXA',
    text: 'Verify HAWK-7K3M-9QXA',
    link: 'https://wa.me/12025550100?text=Verify%20HAWK-7K3M-9QXA',
    qr_svg: '<svg xmlns="http://www.w3.org/2000/svg">…</svg>',
    sender_phone: '+12025550100',
  },
}

export const receiveExamples = {
  body: { from: common.to },
  reply: { ...inbound, status: 'verified', verified_at: '2026-11-24T09:30:09.412Z' },
}

export const listExamples = {
  reply: {
    object: 'list',
    data: [{ ...otpExample, delivery_status: 'delivered', delivered_in_ms: 1_804 }],
    has_more: false,
    next_cursor: null,
  },
}

export const cancelExamples = {
  reply: { ...otpExample, delivery_status: 'delivered', status: 'canceled' },
}

export const resendExamples = {
  reply: { ...otpExample, message_id: 'msg_01kb5tb2m4f0q8w6e3r5t7y9z1' },
}

export const expireExamples = {
  reply: { ...otpExample, delivery_status: 'delivered', status: 'expired' },
}
