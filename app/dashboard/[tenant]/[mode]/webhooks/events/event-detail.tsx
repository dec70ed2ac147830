import type { ReactNode } from 'react'
import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { cn } from '@/components/ui/cn'
import { CodeBlock } from '@/components/ui/code-block'
import { RelativeTime } from '@/components/ui/relative-time'
import { TextLink } from '@/components/ui/text-link'
import type { EndpointNames } from '../endpoint-names'
import { subjectHref, subjectNoun, subjectOf } from '../subject'
import { EventDeliveries } from './event-deliveries'
import type { FoundEvent } from './find-event'

type Props = {
  found: FoundEvent
  endpoints: EndpointNames
  base: string
  origin: string
  corner?: ReactNode
  /** On a page of its own there is room for two columns and for whole ids. */
  wide?: boolean
}

export function EventDetail({ found, endpoints, base, origin, corner, wide }: Props) {
  const { event, deliveries, hasMore } = found
  const subject = subjectOf(event.data)
  return (
    <div className={cn('grid content-start gap-5', wide && 'gap-x-14 lg:grid-cols-2')}>
      <header className="col-span-full grid gap-1">
        <div className="flex items-start justify-between gap-3">
          <h2 className="type-mono pt-1 font-semibold text-sm leading-[1.375rem] [overflow-wrap:anywhere]">
            {event.type}
          </h2>
          {corner}
        </div>
        <IdText id={event.id} noun="event id" whole={wide} className="text-ink-3" />
      </header>
      <div className="grid min-w-0 content-start gap-5">
        <Facts>
          <Fact name="Time">
            <RelativeTime at={event.timestamp} className="text-start" />
          </Fact>
          {subject && (
            <Fact name="About">
              <IdText
                id={subject}
                noun={subjectNoun(subject)}
                whole={wide}
                href={subjectHref(base, subject)}
              />
            </Fact>
          )}
        </Facts>
        <section aria-label="Deliveries" className="grid gap-2">
          <h3 className="font-semibold text-sm">Deliveries</h3>
          <EventDeliveries {...{ deliveries, endpoints, base }} />
          {hasMore && (
            <p className="text-sm">
              <TextLink href={`${base}/webhooks/deliveries?event=${event.id}`} prefetch={false}>
                See all of them
              </TextLink>
            </p>
          )}
        </section>
      </div>
      <div className="grid min-w-0 content-start gap-5">
        <CodeBlock label="event" title="The event as JSON" code={JSON.stringify(event, null, 2)} />
        <CodeBlock
          label="curl command"
          title="Read it with curl"
          code={`curl ${origin}/api/v1/events/${event.id} \\\n  -H "Authorization: Bearer $HAWKSEND_API_KEY"`}
        />
      </div>
    </div>
  )
}
