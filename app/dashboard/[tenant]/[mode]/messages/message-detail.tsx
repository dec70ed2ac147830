import { MessagesSquare } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { FailureNotice } from '@/components/failure-notice'
import { FlightPath } from '@/components/flight-path'
import { IdText, shortenId } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CodeBlock } from '@/components/ui/code-block'
import type { FoundMessage } from './find-message'
import { MessageFacts } from './message-facts'
import { messageHeading, stopsAhead } from './message-heading'
import { Bubble } from './preview/bubble'
import { Quote } from './preview/quote'

type Props = {
  found: FoundMessage
  senders: ReadonlyMap<string, string>
  /** The path of the workspace and mode. */
  base: string
  /** The door of the workspace's files. */
  media: string
  origin: string
  corner?: ReactNode
  /** What the tenant's own endpoints were told of it. */
  webhooks: ReactNode
  /** On a page of its own there is room for two columns and for whole ids. */
  wide?: boolean
}

export function MessageDetail({ found, senders, base, media, origin, corner, webhooks, wide }: Props) {
  const { message, preview, quoted } = found
  return (
    <div className={cn('grid content-start gap-5', wide && 'gap-x-14 lg:grid-cols-2')}>
      <header className="col-span-full grid gap-1">
        <div className="flex items-start justify-between gap-3">
          <h2
            id="message-heading"
            aria-live="polite"
            className="type-display pt-1 text-[1.0625rem] leading-[1.375rem]"
          >
            {messageHeading(message)}
          </h2>
          {corner}
        </div>
        <IdText id={message.id} noun="message id" whole={wide} className="text-ink-3" />
        <div className="flex flex-wrap gap-2 pt-2">
          <Button asChild>
            <Link href={`${base}/messages/people/${message.contact_id ?? message.id}`} prefetch={false}>
              <MessagesSquare aria-hidden className="size-3.5" /> Conversation
            </Link>
          </Button>
        </div>
      </header>
      <div className="grid min-w-0 content-start gap-5">
        <section aria-label="Preview" className="border-y bg-sunken px-3 py-4">
          <Bubble
            preview={preview}
            direction={message.direction}
            media={media}
            quote={quoted && <Quote quoted={quoted} />}
            className={message.direction === 'outbound' ? 'ms-auto' : undefined}
          />
        </section>
        <FlightPath
          key={message.id}
          timeline={message.timeline}
          ahead={stopsAhead(message)}
          notes={
            message.direction === 'outbound'
              ? {
                  accepted: [
                    message.api_key_id ? shortenId(message.api_key_id) : 'from this dashboard',
                    message.request_id && shortenId(message.request_id),
                  ]
                    .filter(Boolean)
                    .join(' · '),
                }
              : {}
          }
        />
        {message.failure && <FailureNotice failure={message.failure} />}
        {webhooks}
      </div>
      <div className="grid min-w-0 content-start gap-5">
        <MessageFacts message={message} senders={senders} base={base} whole={wide} />
        <CodeBlock label="curl command" title="Read it with curl" code={readCurl(message.id, origin)} />
      </div>
    </div>
  )
}

function readCurl(id: string, origin: string): string {
  return `curl ${origin}/api/v1/messages/${id} \\\n  -H "Authorization: Bearer $HAWKSEND_API_KEY"`
}
