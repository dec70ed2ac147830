import { policy } from '@/lib/core/policy'
import type { OtpSummary } from '@/lib/otp/summary-schema'
import { Causes } from './causes'
import { Figure } from './figure'
import { Funnel } from './funnel'
import { HoursTable } from './hours-table'
import { percent } from './percent'
import { StateSentence } from './state-sentence'

/** Whether it works, in a sentence, then in figures, then where codes are lost. Each leads to the codes themselves. */
export function Summary({ summary, base }: { summary: OtpSummary; base: string }) {
  const { total, hours, causes, isSample, deliveredRatio, verifiedRatio } = summary
  const list = `${base}/otps`
  const failed = causes.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className="grid gap-6">
      <StateSentence summary={summary} />
      {total.accepted > 0 && (
        <>
          <div className="grid gap-x-10 gap-y-6 border-t pt-5 md:grid-cols-3">
            <Figure
              name="Sent"
              value={total.sent.toLocaleString('en')}
              bars={hours.map(({ sent }) => sent)}
              link={{ href: list, words: 'All OTPs' }}
            />
            <Figure
              name="Delivered"
              value={percent(deliveredRatio)}
              bars={hours.map(({ delivered, accepted, flying }) => part(delivered, accepted - flying))}
              ofOne
              link={
                failed > 0
                  ? { href: `${list}?status=failed`, words: 'What failed' }
                  : { href: list, words: 'All OTPs' }
              }
            />
            <Figure
              name="Verified"
              value={percent(verifiedRatio)}
              bars={hours.map(({ verified, accepted, pending }) => part(verified, accepted - pending))}
              ofOne
              link={{ href: `${list}?status=verified`, words: 'Verified OTPs' }}
            />
          </div>
          <div className="grid items-start gap-x-12 gap-y-6 border-t pt-5 lg:grid-cols-2">
            <Funnel total={total} />
            <Causes causes={causes} href={`${list}?status=failed`} />
          </div>
          <HoursTable hours={hours} />
          <p className="text-ink-3 text-xs">
            {isSample
              ? `The newest ${policy.home.sample.toLocaleString('en')} OTPs of the last ${policy.home.hours} hours.`
              : `The OTPs sent in the last ${policy.home.hours} hours. What is still on its way counts towards no percentage.`}
          </p>
        </>
      )}
    </div>
  )
}

function part(some: number, all: number): number | null {
  return all > 0 ? some / all : null
}
