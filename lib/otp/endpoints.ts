import { endpoint } from '@/lib/core/endpoint'
import { cancelOtp } from '@/lib/otp/cancel'
import { createInboundOtp } from '@/lib/otp/create-inbound'
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
  reply: OtpDetail,
  status: 200,
  run: getOtp,
})

export const listOtpsEndpoint = endpoint({
  method: 'GET',
  path: '/otp',
  scope: 'otp:read',
  summary: 'List one-time passwords, newest first',
  query: ListOtpsQuery,
  reply: OtpList,
  status: 200,
  run: listOtps,
})

export const cancelOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/cancel',
  scope: 'otp:send',
  summary: 'Cancel a pending one-time password',
  reply: OtpObject,
  status: 200,
  run: cancelOtp,
})

export const resendOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/resend',
  scope: 'otp:send',
  summary: 'Send the same code again to the same phone',
  reply: OtpObject,
  status: 202,
  run: resendOtp,
})

export const expireOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/expire',
  scope: 'otp:send',
  summary: 'In test mode, let a one-time password expire now',
  reply: OtpObject,
  status: 200,
  run: expireTestOtp,
})

export const createInboundOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/inbound',
  scope: 'otp:send',
  summary: 'Let a person prove a number by writing to you',
  body: CreateInboundOtpInput,
  reply: CreateInboundOtpReply,
  status: 201,
  run: createInboundOtp,
})

export const receiveOtpEndpoint = endpoint({
  method: 'POST',
  path: '/otp/{id}/receive',
  scope: 'otp:send',
  summary: 'Play the person who writes, in test mode',
  body: ReceiveOtpInput,
  reply: OtpObject,
  status: 200,
  run: receiveOtp,
})
