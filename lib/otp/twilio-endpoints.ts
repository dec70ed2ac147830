import { endpoint } from '@/lib/core/endpoint'
import { twilioDialect } from '@/lib/otp/twilio'
import { checkTwilioVerification } from '@/lib/otp/twilio-check'
import {
  TwilioCheckInput,
  TwilioCheckReply,
  TwilioRefusal,
  TwilioSendInput,
  TwilioVerification,
} from '@/lib/otp/twilio-schema'
import { sendTwilioVerification } from '@/lib/otp/twilio-send'

export const twilioEndpoints = [
  endpoint({
    method: 'POST',
    path: '/compat/twilio/v2/Services/{serviceSid}/Verifications',
    scope: 'otp:send',
    summary: 'Send a one-time password, as Twilio Verify does',
    body: TwilioSendInput,
    reply: TwilioVerification,
    status: 201,
    dialect: twilioDialect,
    run: sendTwilioVerification,
  }),
  endpoint({
    method: 'POST',
    path: '/compat/twilio/v2/Services/{serviceSid}/VerificationCheck',
    scope: 'otp:verify',
    summary: 'Check a one-time password, as Twilio Verify does',
    body: TwilioCheckInput,
    reply: TwilioCheckReply,
    status: 201,
    statusOf: (value) => TwilioRefusal.safeParse(value).data?.status ?? 201,
    dialect: twilioDialect,
    run: checkTwilioVerification,
  }),
]
