import type { Ctx } from '@/lib/core/context'
import { AppError } from '@/lib/core/errors'
import { fromTypeId, toTypeId } from '@/lib/core/ids'
import { toTimestamp } from '@/lib/core/time'
import { getOtp } from '@/lib/otp/get'
import { VerifyOtpInput } from '@/lib/otp/schema'
import { maxCheckAttempts, nothingToCheck, toSid, uuidOfSid } from '@/lib/otp/twilio'
import type { TwilioCheckReply } from '@/lib/otp/twilio-schema'
import { verifyOtp } from '@/lib/otp/verify'

type Input = {
  code: string
  to?: string | undefined
  verificationSid?: string | undefined
  serviceSid: string
}

/**
 * `POST /Services/{sid}/VerificationCheck` as Twilio Verify answers it: what has ended is not there any more. It is
 * answered and not thrown, for a counted attempt has to stay counted.
 */
export async function checkTwilioVerification(ctx: Ctx, input: Input): Promise<TwilioCheckReply> {
  const uuid = input.verificationSid === undefined ? null : uuidOfSid('VE', input.verificationSid)
  if (input.verificationSid !== undefined && uuid === null) return nothingToCheck()
  const wanted = uuid === null ? { to: input.to } : { otp_id: toTypeId('otp', uuid) }
  const parsed = VerifyOtpInput.safeParse({ code: input.code, ...wanted })
  if (!parsed.success) throw new AppError('validation_failed', { faults: parsed.error.issues.map(faultOf) })

  const { code, to, otp_id: otpId } = parsed.data
  const check = await verifyOtp(ctx, { code, to, otpId })
  if (!check.verified && check.reason === 'attempts_exceeded') return maxCheckAttempts()
  if ((!check.verified && check.reason !== 'incorrect_code') || check.otp_id === null) return nothingToCheck()
  const otp = await getOtp(ctx, { id: check.otp_id })
  return {
    sid: toSid('VE', fromTypeId('otp', check.otp_id) ?? ''),
    service_sid: input.serviceSid,
    account_sid: toSid('AC', ctx.tenantId),
    to: check.to ?? '',
    channel: 'whatsapp',
    status: check.verified ? 'approved' : 'pending',
    valid: check.verified,
    amount: null,
    payee: null,
    date_created: otp.created_at,
    date_updated: check.verified ? check.verified_at : toTimestamp(new Date()),
    sna_attempts_error_codes: [],
  }
}

const names: Record<string, string> = { code: 'Code', to: 'To', otp_id: 'VerificationSid' }

function faultOf({ path, message }: { path: PropertyKey[]; message: string }) {
  return { path: names[String(path[0])] ?? '', message }
}
