import type { CheckedTestOtp, RefusalReason } from '@/lib/otp/schema'

const ended: Record<Exclude<RefusalReason, 'incorrect_code'>, string> = {
  attempts_exceeded: 'Three wrong codes: this one is dead. Run the request again.',
  expired: 'The code has expired. Run the request again.',
  already_verified: 'The code was used already.',
  superseded: 'A newer code has taken its place.',
  canceled: 'The code was canceled.',
  no_active_otp: 'There is no code to verify. Run the request again.',
}

export function refusalWords({ reason, attempts_remaining }: Extract<CheckedTestOtp, { verified: false }>) {
  if (reason !== 'incorrect_code') return ended[reason]
  return `That is not the code. ${attempts_remaining === 1 ? '1 attempt' : `${attempts_remaining} attempts`} left.`
}
