import type { OtpDetail, OtpStatus, TimelineEntry } from '@/lib/otp/schema'
import { otpHeading, stopsAhead } from '../otps/otp-heading'

/** What the browser is told of the OTP in flight: no number, and nothing that it does not show. */
export type Flight = {
  id: string
  status: OtpStatus
  heading: string
  timeline: TimelineEntry[]
  ahead: string[]
  codeLength: number
  /** Delivered, so that there is a code to type. */
  hasArrived: boolean
  failure: { title: string; fix: string } | null
}

export function flightOf(otp: OtpDetail): Flight {
  const { otp_id, status, timeline, code_length, delivery_status, failure } = otp
  return {
    id: otp_id,
    status,
    heading: otpHeading(otp),
    timeline,
    ahead: stopsAhead(otp),
    codeLength: code_length,
    hasArrived: delivery_status === 'delivered' || delivery_status === 'read',
    failure: failure && { title: failure.title, fix: failure.fix },
  }
}
