import { endpoint } from '@/lib/core/endpoint'
import { twilioDialect } from '@/lib/otp/twilio'
import { checkTwilioVerification } from '@/lib/otp/twilio-check'
import { checkExamples, verificationExamples } from '@/lib/otp/twilio-examples'
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
    operationId: 'sendTwilioVerification',
    summary: 'Send a one-time password, as Twilio Verify does',
    description:
      'For clients of Twilio Verify: only their base address changes. The key is the password, whatever the user name. The service is a sender of yours, `snd_…`, or any other name for the primary one.',
    errors: [
      'recipient_invalid',
      'no_sender',
      'template_unusable',
      'otp_guard_blocked',
      'otp_rate_limited',
      'otp_cooldown',
    ],
    examples: verificationExamples,
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
    operationId: 'checkTwilioVerification',
    summary: 'Check a one-time password, as Twilio Verify does',
    description: 'A wrong code is `pending`. What has ended is a 404, and the third wrong code a 429.',
    examples: checkExamples,
    body: TwilioCheckInput,
    reply: TwilioCheckReply,
    status: 201,
    statusOf: (value) => TwilioRefusal.safeParse(value).data?.status ?? 201,
    dialect: twilioDialect,
    run: checkTwilioVerification,
  }),
]
