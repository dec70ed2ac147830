import type { Enforcement } from '@/lib/otp/guard-schema'
import type { GuardRule } from '@/lib/otp/schema'

export const ruleWords: Record<GuardRule, string> = {
  allowed_countries: 'Countries',
  prefix_velocity: 'Numbers of one block',
  sequential_numbers: 'Consecutive numbers',
  conversion: 'Verified share',
  hourly_cap: 'Cap per hour',
  daily_cap: 'Cap per 24 hours',
}

export const enforcementWords: readonly { value: Enforcement; label: string; hint: string }[] = [
  { value: 'off', label: 'Off', hint: 'Looks at nothing.' },
  {
    value: 'monitor',
    label: 'Monitor',
    hint: 'Stops nothing. Notes with each OTP what would have been stopped, once the caller has the answer.',
  },
  {
    value: 'enforce',
    label: 'Enforce',
    hint: 'Refuses such a send with otp_guard_blocked and its reasons. Nothing is sent or charged.',
  },
]
