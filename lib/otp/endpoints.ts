import { endpoint } from '@/lib/core/endpoint'
import { cancelOtp } from '@/lib/otp/cancel'
import { createInboundOtp } from '@/lib/otp/create-inbound'
import {
  cancelExamples,
  createInboundExamples,
  expireExamples,
  getExamples,
  listExamples,
  receiveExamples,
  resendExamples,
  sendExamples,
  verifyExamples,
} from '@/lib/otp/examples'
import { expireTestOtp } from '@/lib/otp/expire-test-otp'
import { getOtp } from '@/lib/otp/get'
import { CreateInboundOtpInput, CreateInboundOtpReply, ReceiveOtpInput } from '@/lib/otp/inbound-schema'
import { listOtps } from '@/lib/otp/list'
import { receiveOtp } from '@/lib/otp/receive'
import { resendOtp } from '@/lib/otp/resend'
import {
  ListOtpsQuery,
  OtpDetail,
  OtpList,
  OtpObject,
  SendOtpInput,
  SendOtpReply,
  VerifyOtpInput,
  VerifyOtpReply,
} from '@/lib/otp/schema'
import { sendOtp } from '@/lib/otp/send'
import { verifyOtp } from '@/lib/otp/verify'

export const sendOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/send',
  scope: 'otp:send',
  summary: 'Send a one-time password',
  description:
    'Makes a code and sends it to the phone over WhatsApp. The pending code of the same phone is superseded. The code itself is in no answer.',
  errors: ['no_sender', 'template_unusable', 'otp_guard_blocked', 'otp_rate_limited', 'otp_cooldown'],
  examples: sendExamples,
  body: SendOtpInput,
  reply: SendOtpReply,
  status: 202,
  run: sendOtp,
})

export const verifyOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/verify',
  scope: 'otp:verify',
  summary: 'Check a one-time password',
  description:
    'Compares what the person typed. A wrong code is an answer with `verified: false` and a reason; only an unknown `otp_id` is a 404.',
  errors: ['not_found'],
  examples: verifyExamples,
  body: VerifyOtpInput,
  reply: VerifyOtpReply,
  status: 200,
  run: verifyOtp,
})

export const getOtpEndpoint = endpoint({
  method: 'GET',
  path: '/otp/{id}',
  scope: 'otp:read',
  summary: 'Read a one-time password and its timeline',
  examples: getExamples,
  reply: OtpDetail,
  status: 200,
  run: getOtp,
})

export const listOtpsEndpoint = endpoint({
  method: 'GET',
  path: '/otp',
  scope: 'otp:read',
  operationId: 'listOtps',
  summary: 'List one-time passwords, newest first',
  examples: listExamples,
  query: ListOtpsQuery,
  reply: OtpList,
  status: 200,
  run: listOtps,
})

export const cancelOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/cancel',
  scope: 'otp:send',
  operationId: 'cancelOtp',
  summary: 'Cancel a pending one-time password',
  description: 'No code verifies it any more. One that has ended is a 409 that says how.',
  errors: ['state_conflict'],
  examples: cancelExamples,
  reply: OtpObject,
  status: 200,
  run: cancelOtp,
})

export const resendOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/resend',
  scope: 'otp:send',
  operationId: 'resendOtp',
  summary: 'Send the same code again to the same phone',
  description:
    'In a new message, with the expiry as it was. It counts toward the sends that a phone may have in an hour.',
  errors: ['state_conflict', 'no_sender', 'template_unusable', 'otp_rate_limited', 'otp_cooldown'],
  examples: resendExamples,
  reply: OtpObject,
  status: 202,
  run: resendOtp,
})

export const expireOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/expire',
  scope: 'otp:send',
  operationId: 'expireOtp',
  summary: 'In test mode, let a one-time password expire now',
  description: 'As if its time were over. With a live key it is a 409.',
  errors: ['state_conflict'],
  examples: expireExamples,
  reply: OtpObject,
  status: 200,
  run: expireTestOtp,
})

export const createInboundOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/inbound',
  scope: 'otp:send',
  operationId: 'createInboundOtp',
  summary: 'Let a person prove a number by writing to you',
  description:
    'The person opens the link or the QR code and sends the prepared message from WhatsApp; its arrival is the proof. Token, text, link and QR code are in this answer alone.',
  errors: ['no_sender'],
  examples: createInboundExamples,
  body: CreateInboundOtpInput,
  reply: CreateInboundOtpReply,
  status: 201,
  run: createInboundOtp,
})

export const receiveOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/receive',
  scope: 'otp:send',
  operationId: 'receiveOtp',
  summary: 'Play the person who writes, in test mode',
  description: 'What would happen if the message arrived now. Of an inbound OTP, and with a test key only.',
  errors: ['state_conflict'],
  examples: receiveExamples,
  body: ReceiveOtpInput,
  reply: OtpObject,
  status: 200,
  run: receiveOtp,
})
