import type { z } from 'zod'
import type {
  OtpDetail,
  OtpObject,
  SendOtpInput,
  SendOtpReply,
  VerifyOtpInput,
  VerifyOtpReply,
} from '@/lib/otp/schema'

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

export const otpExample: OtpObject = { ...common, direction: 'outbound', verified_at: null, failure: null }

export const sendExamples: { body: z.input<typeof SendOtpInput>; reply: z.input<typeof SendOtpReply> } = {
  body: { to: common.to, purpose: common.purpose, metadata: common.metadata },
  reply: common,
}

const { otp_id, to } = common

export const verifyExamples = {
  body: { to, code: '123456' } satisfies z.input<typeof VerifyOtpInput>,
  reply: {
    object: 'otp_check',
    verified: true,
    otp_id,
    to,
    verified_at: '2026-11-24T09:30:09.412Z',
    proof: 'eyJhbGciOiJFZERTQSIsImtpZCI6…',
  } satisfies VerifyOtpReply,
  others: {
    wrong_code: {
      object: 'otp_check',
      verified: false,
      reason: 'incorrect_code',
      attempts_remaining: 2,
      otp_id,
      to,
    } satisfies VerifyOtpReply,
  },
}

export const getExamples: { reply: z.input<typeof OtpDetail> } = {
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
    timeline: [
      { type: 'accepted', at: '2026-11-24T09:30:00.000Z', offset_ms: 0, detail: null },
      { type: 'sent', at: '2026-11-24T09:30:00.212Z', offset_ms: 212, detail: 'otp_copy_code · en_US' },
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
} satisfies OtpObject
