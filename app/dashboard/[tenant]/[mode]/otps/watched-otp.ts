import { maskPhone } from '@/lib/core/phone'
import type { OtpDetail, OtpStatus } from '@/lib/otp/schema'

/** What a drawer in the browser may know of the OTP it waits for: no whole number, and no proof. */
export type WatchedOtp = {
  id: string
  status: OtpStatus
  phone: string | null
  attempts: number
  failure: { title: string; fix: string } | null
}

export function watchedOtp(otp: OtpDetail | null): WatchedOtp | null {
  if (otp?.direction !== 'inbound') return null
  return {
    id: otp.otp_id,
    status: otp.status,
    phone: otp.to && maskPhone(otp.to),
    attempts: otp.timeline.filter(({ type }) => type === 'received').length,
    failure: otp.failure && { title: otp.failure.title, fix: otp.failure.fix },
  }
}
