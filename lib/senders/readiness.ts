import { checks } from '@/lib/senders/readiness-rules'
import { checkNames, type ReadinessCheck } from '@/lib/senders/readiness-schema'
import { restrictionsOf } from '@/lib/senders/restriction-rules'
import { type Live, ok, type ReadinessFacts, unknown, type Verdict } from '@/lib/senders/verdict-schema'

const judges: Record<ReadinessCheck['check'], (facts: Live) => Verdict> = {
  ...checks,
  /** The worst that Meta holds against account or number. */
  restrictions: (facts) => {
    const all = restrictionsOf(facts)
    return all.find(({ blocks_otps }) => blocks_otps) ?? all[0] ?? ok()
  },
}

/** What has to hold before OTPs can go out of a number, each with who acts next. `now` decides what has ended. */
export function readinessOf(facts: ReadinessFacts, now: Date): ReadinessCheck[] {
  const { account } = facts
  return checkNames.map((name) => {
    if (facts.mode === 'test') return present(name, ok('Test mode asks nothing of Meta.', 'hawk_send'))
    if (!account) return present(name, unknown('No WhatsApp account is connected yet.', 'you', true))
    return present(name, judges[name]({ ...facts, account, now }))
  })
}

export function canSendOtp(readiness: readonly ReadinessCheck[]): boolean {
  return readiness.every(({ blocks_otps }) => !blocks_otps)
}

function present(check: ReadinessCheck['check'], { link, meanwhile, ...verdict }: Verdict): ReadinessCheck {
  const works = verdict.blocks_otps
    ? 'Test mode and numbers of other accounts work.'
    : 'This alone holds no OTP back.'
  return {
    check,
    ...verdict,
    meanwhile: verdict.state === 'ok' ? null : (meanwhile ?? works),
    link: link ?? null,
  }
}
