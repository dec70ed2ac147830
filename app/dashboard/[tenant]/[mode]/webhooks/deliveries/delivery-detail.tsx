import { Bug } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { IdText } from '@/components/id-text'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { CodeBlock } from '@/components/ui/code-block'
import { Tabs } from '@/components/ui/tabs'
import type { DeliveryDetail as Delivery } from '@/lib/webhooks/delivery-schema'
import type { EndpointNames } from '../endpoint-names'
import { readJson } from '../subject'
import { AttemptTimeline } from './attempt-timeline'
import { curlOf } from './delivery-curl'
import { DeliveryFacts } from './delivery-facts'
import { DeliveryState } from './delivery-status'
import { causeOf, deliveryHeading } from './delivery-words'
import { ReplayOne } from './replay-one'

type Props = {
  delivery: Delivery
  endpoints: EndpointNames
  base: string
  mayReplay: boolean
  corner?: ReactNode
  /** On a page of its own there is room for two columns and for whole ids. */
  wide?: boolean
}

export function DeliveryDetail({ delivery, endpoints, base, mayReplay, corner, wide }: Props) {
  const endpoint = endpoints.get(delivery.endpoint_id)
  const obstacle = endpoint
    ? endpoint.enabled
      ? null
      : 'It cannot be replayed while its endpoint is disabled.'
    : 'It cannot be replayed: its endpoint was deleted.'
  return (
    <div className={cn('grid content-start gap-5', wide && 'gap-x-14 lg:grid-cols-2')}>
      <header className="col-span-full grid gap-1">
        <div className="flex items-start justify-between gap-3">
          <h2
            aria-live="polite"
            className="type-display pt-1 text-[1.0625rem] leading-[1.375rem] [overflow-wrap:anywhere]"
          >
            {deliveryHeading(delivery)}
          </h2>
          {corner}
        </div>
        <p className="flex flex-wrap items-center gap-x-3 text-sm">
          <DeliveryState delivery={delivery} />
          <span className="type-mono text-ink-2 text-xs">{delivery.event_type}</span>
        </p>
        <IdText id={delivery.id} noun="delivery id" whole={wide} className="text-ink-3" />
        <div className="flex flex-wrap items-center gap-2 pt-2">
          {mayReplay && (
            <ReplayOne
              key={delivery.id}
              path={`/api${base}/webhooks/deliveries/${delivery.id}/replay`}
              shown={`${base}/webhooks/deliveries?id=`}
              obstacle={obstacle}
            />
          )}
          <Button asChild>
            <Link href={`${base}/webhooks/debugger?delivery=${delivery.id}`} prefetch={false}>
              <Bug aria-hidden className="size-3.5" /> Debug signature
            </Link>
          </Button>
        </div>
      </header>
      <div className="grid min-w-0 content-start gap-5">
        <WhyItFailed delivery={delivery} />
        <AttemptTimeline delivery={delivery} />
      </div>
      <div className="grid min-w-0 content-start gap-5">
        <DeliveryFacts delivery={delivery} endpoints={endpoints} base={base} whole={wide} />
        <Body body={delivery.body} />
        <div className="grid gap-1.5">
          <CodeBlock label="curl command" title="Repeat it with curl" code={curlOf(delivery)} />
          <p className="text-ink-3 text-xs">
            Its signature is the one of that attempt, which libraries refuse after a few minutes; a replay is
            signed anew.
          </p>
        </div>
      </div>
    </div>
  )
}

function WhyItFailed({ delivery }: { delivery: Delivery }) {
  const last = delivery.attempts.at(-1)
  const cause = last && causeOf(last)
  if (!cause) return null
  const isOver = delivery.status === 'exhausted'
  return (
    <section
      aria-label="Why it failed"
      className="grid gap-1 border-danger border-s-2 bg-danger-soft px-3 py-2.5 text-sm"
    >
      <h3 className="font-semibold">{cause.title}</h3>
      <p className="text-ink-2">{cause.fix}</p>
      {isOver && <p className="text-ink-2">It is not tried again by itself: replay it once that is done.</p>}
    </section>
  )
}

/** What is posted, to be read; and byte for byte, as it is signed. */
function Body({ body }: { body: string }) {
  const json = readJson(body)
  if (body === '') return <p className="text-ink-2 text-sm">The event is no longer kept.</p>
  return (
    <section aria-label="Body">
      <Tabs
        label="Body"
        tabs={[
          {
            value: 'pretty',
            label: 'Body',
            content: (
              <CodeBlock
                label="body"
                title="JSON"
                code={json === null ? body : JSON.stringify(json, null, 2)}
              />
            ),
          },
          {
            value: 'raw',
            label: 'Raw',
            content: <CodeBlock label="raw body" title="Exactly as it is posted" code={body} />,
          },
        ]}
      />
    </section>
  )
}
