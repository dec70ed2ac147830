import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { whenWords } from '../when'
import { type EventsQuery, eventsHref, noFilters } from './query'

type FirstRun = { mode: Mode; origin: string; base: string }

/** Events are there without an endpoint as well: a program may pull them. */
export function NoEventsYet({ mode, origin, base }: FirstRun) {
  const to = mode === 'test' ? '+15550100001' : '+14155550100'
  return (
    <div className="grid max-w-[64ch] gap-6 pt-8">
      <EmptyState
        title={mode === 'test' ? 'No test events yet' : 'No events yet'}
        action={
          <Button asChild variant="primary">
            <Link href={`${base}/otps`}>{mode === 'test' ? 'Send a test OTP' : 'Send an OTP'}</Link>
          </Button>
        }
      >
        <p>
          Whatever happens to your OTPs, messages, templates and numbers is an event. It is posted to your
          endpoints, and kept here for {policy.retention.webhookDays} days, also for those who pull.
        </p>
      </EmptyState>
      <div className="grid gap-2">
        <p className="text-ink-2">Or from your code:</p>
        <CodeBlock
          label="curl command"
          title="Send an OTP with curl"
          code={[
            `curl ${origin}/api/v1/otp/send \\`,
            '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
            '  -H "Content-Type: application/json" \\',
            `  -d '{"to":"${to}"}'`,
          ].join('\n')}
        />
        <CodeBlock
          label="curl command that pulls"
          title="Pull events with curl"
          code={`curl "${origin}/api/v1/events?order=asc" \\\n  -H "Authorization: Bearer $HAWKSEND_API_KEY"`}
        />
      </div>
    </div>
  )
}

export function NothingFound({ query, base }: { query: EventsQuery; base: string }) {
  const when = whenWords(query)
  const filters = [query.type && `is of ${query.type}`, when && `happened ${when} (UTC)`].filter(Boolean)
  const isNarrow = filters.length > 0
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={isNarrow ? 'Nothing matches these filters' : 'No older events'}
        action={
          <Button asChild>
            <Link href={eventsHref(base, query, noFilters)}>
              {isNarrow ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        <p>
          {isNarrow && `No event of this mode ${filters.join(' and ')}. `}Events are kept for{' '}
          {policy.retention.webhookDays} days.
        </p>
      </EmptyState>
    </div>
  )
}
