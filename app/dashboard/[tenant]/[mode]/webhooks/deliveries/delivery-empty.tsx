import Link from 'next/link'
import { shortenId } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { CodeBlock } from '@/components/ui/code-block'
import { EmptyState } from '@/components/ui/empty-state'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import { type EndpointNames, shortUrl } from '../endpoint-names'
import { whenWords } from '../when'
import { deliveryStatusLooks } from './delivery-status'
import { triggerWords } from './delivery-words'
import { type DeliveriesQuery, deliveriesHref, noFilters } from './query'

type FirstRun = { mode: Mode; origin: string; base: string; hasEndpoint: boolean }

/** Without an endpoint nothing can be delivered, so that comes first. */
export function NoDeliveriesYet({ mode, origin, base, hasEndpoint }: FirstRun) {
  return (
    <div className="grid max-w-[64ch] gap-6 pt-8">
      <EmptyState
        title={mode === 'test' ? 'No test deliveries yet' : 'No deliveries yet'}
        action={
          <Button asChild variant="primary">
            <Link href={`${base}/webhooks`}>{hasEndpoint ? 'Send a test event' : 'Add an endpoint'}</Link>
          </Button>
        }
      >
        <p>
          Each event that goes to an endpoint shows up here for {policy.retention.webhookDays} days: what was
          posted, what was answered, when it is tried again, and how to repeat it.
        </p>
      </EmptyState>
      <div className="grid gap-2">
        <p className="text-ink-2">
          {hasEndpoint
            ? 'Or let something happen: each status of an OTP is an event.'
            : 'Once there is an endpoint, this makes the first events:'}
        </p>
        <CodeBlock code={sendCurl(mode, origin)} label="curl command" title="Send an OTP with curl" />
      </div>
    </div>
  )
}

function sendCurl(mode: Mode, origin: string): string {
  return [
    `curl ${origin}/api/v1/otp/send \\`,
    '  -H "Authorization: Bearer $HAWKSEND_API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '{"to":"${mode === 'test' ? '+15550100001' : '+14155550100'}"}'`,
  ].join('\n')
}

type NothingProps = { query: DeliveriesQuery; endpoints: EndpointNames; base: string }

export function NothingFound({ query, endpoints, base }: NothingProps) {
  const { status, type, trigger, endpoint, event, recovery } = query
  const when = whenWords(query)
  const filters = [
    status && `is ${deliveryStatusLooks[status].word.toLowerCase()}`,
    type && `is of ${type}`,
    trigger && `was triggered as ${triggerWords[trigger].toLowerCase()}`,
    endpoint && `went to ${shortUrl(endpoints.get(endpoint)?.url ?? shortenId(endpoint))}`,
    event && `is of ${shortenId(event)}`,
    recovery && `is part of ${shortenId(recovery)}`,
    when && `was made ${when} (UTC)`,
  ].filter(Boolean)
  const isNarrow = filters.length > 0
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={isNarrow ? 'Nothing matches these filters' : 'No older deliveries'}
        action={
          <Button asChild>
            <Link href={deliveriesHref(base, query, noFilters)}>
              {isNarrow ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        <p className="[overflow-wrap:anywhere]">
          {isNarrow && `No delivery of this mode ${filters.join(' and ')}. `}Deliveries are kept for{' '}
          {policy.retention.webhookDays} days.
        </p>
      </EmptyState>
    </div>
  )
}
