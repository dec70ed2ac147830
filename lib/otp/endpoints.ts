import { endpoint } from '@/lib/core/endpoint'
import { getOtp } from '@/lib/otp/get'
import { OtpDetail, SendOtpInput, SendOtpReply, VerifyOtpInput, VerifyOtpReply } from '@/lib/otp/schema'
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
