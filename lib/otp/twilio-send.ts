import type { Ctx } from '@/lib/core/context'
import { env } from '@/lib/core/env'
import { AppError } from '@/lib/core/errors'
import { fromTypeId } from '@/lib/core/ids'
import { SendOtpInput } from '@/lib/otp/schema'
import { sendOtp } from '@/lib/otp/send'
import { localeOf, senderOfService, toSid } from '@/lib/otp/twilio'
import type { TwilioVerification } from '@/lib/otp/twilio-schema'

type Input = { to: string; locale?: string | undefined; serviceSid: string }

/** `POST /Services/{sid}/Verifications` as Twilio Verify answers it. Throws what `sendOtp` throws. */
export async function sendTwilioVerification(ctx: Ctx, input: Input): Promise<TwilioVerification> {
  const parsed = SendOtpInput.safeParse({ to: input.to })
  if (!parsed.success)
    throw new AppError('recipient_invalid', {
      faults: parsed.error.issues.map(({ message }) => ({ path: 'To', message })),
    })
  const from = senderOfService(input.serviceSid)
  const locale = localeOf(input.locale)
  const { to, code_length: codeLength, expiry, metadata } = parsed.data
  const otp = await sendOtp(ctx, { to, codeLength, expiry, metadata, from, locale })
  const sid = toSid('VE', fromTypeId('otp', otp.otp_id) ?? '')
  const path = `/api/v1/compat/twilio/v2/Services/${input.serviceSid}/Verifications/${sid}`
  return {
    sid,
    service_sid: input.serviceSid,
    account_sid: toSid('AC', ctx.tenantId),
    to,
    channel: 'whatsapp',
    status: 'pending',
    valid: false,
    lookup: {},
    amount: null,
    payee: null,
    send_code_attempts: [
      {
        time: otp.created_at,
        channel: 'whatsapp',
        attempt_sid: toSid('VL', fromTypeId('message', otp.message_id) ?? ''),
      },
    ],
    date_created: otp.created_at,
    date_updated: otp.created_at,
    sna: null,
    url: `${env().APP_ORIGIN}${path}`,
  }
}
