import { FlightNode } from '@/components/flight-node'
import { policy } from '@/lib/core/policy'
import { roundDuration } from '../endpoint-words'

const { retrySeconds, attemptMilliseconds, failing } = policy.webhooks
const waits = [null, ...retrySeconds]
const hours = failing.warnHours.map((count) => roundDuration(count * 3_600))
const mails = new Intl.ListFormat('en').format(hours)

/** What we promise of retries, and when we stop. */
export function HowWeDeliver() {
  return (
    <section aria-labelledby="retries" className="grid gap-3">
      <div className="grid gap-1">
        <h2 id="retries" className="type-display text-[1.0625rem]">
          Retries
        </h2>
        <p className="text-ink-2 text-sm">
          A delivery succeeds with any 2xx within {attemptMilliseconds / 1_000} seconds. Otherwise it is tried
          again, so long after the attempt before ended:
        </p>
      </div>
      <ol className="grid text-sm">
        {waits.map((seconds, index) => (
          <FlightNode
            key={seconds ?? 'first'}
            shape="arrow"
            colour="text-primary"
            label={<span className="font-medium">Attempt {index + 1}</span>}
            offset={seconds === null ? 'at once' : `+${roundDuration(seconds)}`}
            delayMilliseconds={0}
            line="flown"
          />
        ))}
        <FlightNode
          shape="bar"
          colour="text-danger"
          label="Given up"
          details={['The delivery is exhausted, and a mail tells of it']}
          delayMilliseconds={0}
          line="none"
        />
      </ol>
      <h3 className="pt-2 font-semibold text-sm">When it is disabled</h3>
      <ul className="grid list-disc gap-1.5 ps-4 text-ink-2 text-sm marker:text-ink-3">
        <li>At once, when it answers 410 Gone.</li>
        <li>
          After {roundDuration(failing.disableHours * 3_600)} of nothing but failures. Mails come before:
          after {mails}.
        </li>
        <li>Test events, replays and recoveries never count.</li>
      </ul>
    </section>
  )
}
