import type { ReactNode } from 'react'
import { RelativeTime } from '@/components/ui/relative-time'
import { policy } from '@/lib/core/policy'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import { roundDuration } from '../endpoint-words'

const { failing, recoverDays } = policy.webhooks
const [firstHours, secondHours] = failing.warnHours
const lasting = roundDuration(failing.disableHours * 3_600)

/** How it stands, since when, and what happens next by itself. */
export function StateNotice({ endpoint }: { endpoint: EndpointObject }) {
  const { enabled, failing_since, last_succeeded_at } = endpoint
  if (!enabled) return <Disabled endpoint={endpoint} />
  if (failing_since) return <Failing since={failing_since} lastSucceededAt={last_succeeded_at} />
  return (
    <p className="border-primary border-s-2 bg-sunken px-3 py-2.5 text-ink-2 text-sm">
      {last_succeeded_at ? (
        <>
          It takes what it is sent: the last delivery succeeded{' '}
          <RelativeTime at={last_succeeded_at} className="font-semibold text-ink" />.
        </>
      ) : (
        'Nothing has been delivered to it yet. A test event shows whether it answers.'
      )}
    </p>
  )
}

function Failing({ since, lastSucceededAt }: { since: string; lastSucceededAt: string | null }) {
  return (
    <Notice
      tone="border-danger bg-danger-soft"
      title={
        <>
          Every delivery has failed since <RelativeTime at={since} />.
        </>
      }
    >
      <p>
        {lastSucceededAt ? (
          <>
            It last succeeded <RelativeTime at={lastSucceededAt} />.{' '}
          </>
        ) : (
          'It has never succeeded. '
        )}
        Owners, admins and developers are mailed after <Due since={since} hours={firstHours} /> and again
        after <Due since={since} hours={secondHours} />.
      </p>
      <p>
        If nothing changes, it is disabled after <Due since={since} hours={failing.disableHours} />. A single
        2xx ends the count.
      </p>
    </Notice>
  )
}

/** `1 day (in 3 h)`, or that it is over. */
function Due({ since, hours }: { since: string; hours: number }) {
  const at = Date.parse(since) + hours * 3_600_000
  return (
    <>
      {roundDuration(hours * 3_600)} (
      <RelativeTime at={new Date(at).toISOString()} isAhead={at > Date.now()} />)
    </>
  )
}

function Disabled({ endpoint: { disabled_at, disabled_reason } }: { endpoint: EndpointObject }) {
  const reasons = {
    by_hand: 'Somebody disabled it',
    gone: 'It answered 410 Gone, which disabled it',
    failing: `It was disabled: every delivery had failed for ${lasting}`,
  }
  return (
    <Notice
      tone="border-iris bg-amber-soft"
      title={
        <>
          {reasons[disabled_reason ?? 'by_hand']}
          {disabled_at && (
            <>
              {' '}
              <RelativeTime at={disabled_at} />
            </>
          )}
          .
        </>
      }
    >
      <p>
        Nothing is sent to it. Events are kept all the same: enable it, and recover what it missed of the last{' '}
        {recoverDays} days.
      </p>
    </Notice>
  )
}

function Notice({ tone, title, children }: { tone: string; title: ReactNode; children: ReactNode }) {
  return (
    <section aria-label="State" className={`grid gap-1 border-s-2 px-3 py-2.5 text-sm ${tone}`}>
      <p className="font-semibold">{title}</p>
      <div className="grid max-w-[90ch] gap-1 text-ink-2">{children}</div>
    </section>
  )
}
