import { X } from 'lucide-react'
import Link from 'next/link'
import { IdText, shortenId } from '@/components/id-text'
import { FilterMenu } from '@/components/list/filter-menu'
import { LiveRefresh } from '@/components/list/live-refresh'
import { WhenFilter } from '@/components/list/when-filter'
import { Button } from '@/components/ui/button'
import { deliveryStatuses, deliveryTriggers } from '@/lib/core/statuses'
import { EventType } from '@/lib/webhooks/event-schema'
import { type EndpointNames, shortUrl } from '../endpoint-names'
import { hoursBefore, whenPresets, whenWords } from '../when'
import { deliveryStatusLooks, StatusLabel } from './delivery-status'
import { triggerWords } from './delivery-words'
import { type DeliveriesQuery, deliveriesHref, filtersOf } from './query'

type Props = { base: string; query: DeliveriesQuery; endpoints: EndpointNames; now: Date; pending: boolean }

export function DeliveryFilters({ base, query, endpoints, now, pending }: Props) {
  const { status, type, trigger, endpoint, event, recovery, from, until } = query
  const href = (change: Partial<DeliveriesQuery>) => deliveriesHref(base, query, change)
  const nameOf = (id: string) => shortUrl(endpoints.get(id)?.url ?? shortenId(id))
  const kept = [...filtersOf({ ...query, from: undefined, until: undefined })]
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterMenu
        name="Status"
        first
        value={status}
        chosen={status && deliveryStatusLooks[status].word.toLowerCase()}
        unset={{ href: href({ status: undefined }), label: 'Any status' }}
        options={deliveryStatuses.map((value) => ({
          value,
          href: href({ status: value }),
          label: <StatusLabel status={value} />,
        }))}
      />
      <FilterMenu
        name="Event"
        value={type}
        chosen={type}
        unset={{ href: href({ type: undefined }), label: 'Any event' }}
        options={EventType.options.map((value) => ({
          value,
          href: href({ type: value }),
          label: mono(value),
        }))}
      />
      <FilterMenu
        name="Endpoint"
        value={endpoint}
        chosen={endpoint && nameOf(endpoint)}
        unset={{ href: href({ endpoint: undefined }), label: 'Any endpoint' }}
        options={[...endpoints.keys()].map((value) => ({
          value,
          href: href({ endpoint: value }),
          label: mono(nameOf(value)),
        }))}
      />
      <FilterMenu
        name="Trigger"
        value={trigger}
        chosen={trigger && triggerWords[trigger].toLowerCase()}
        unset={{ href: href({ trigger: undefined }), label: 'Any trigger' }}
        options={deliveryTriggers.map((value) => ({
          value,
          href: href({ trigger: value }),
          label: triggerWords[value],
        }))}
      />
      <WhenFilter
        key={`${from} ${until}`}
        unit="minutes"
        action={`${base}/webhooks/deliveries`}
        kept={kept}
        from={from}
        until={until}
        chosen={whenWords({ from, until })}
        presets={whenPresets.map(([label, hours]) => ({
          label,
          href: href({ from: hoursBefore(now, hours), until: undefined }),
        }))}
        unset={href({ from: undefined, until: undefined })}
      />
      {event && <IdChip word="Of" id={event} noun="event id" closed={href({ event: undefined })} />}
      {recovery && (
        <IdChip word="By" id={recovery} noun="recovery id" closed={href({ recovery: undefined })} />
      )}
      <span className="ms-auto">
        <LiveRefresh pending={pending} />
      </span>
    </div>
  )
}

type ChipProps = { word: string; id: string; noun: string; closed: string }

/** A filter that no menu offers: one comes to it by a link. */
function IdChip({ word, id, noun, closed }: ChipProps) {
  return (
    <span className="inline-flex items-center gap-1 rounded-md border border-primary bg-soft ps-3 text-primary text-sm">
      {word} <IdText id={id} noun={noun} />
      <Button asChild variant="quiet" size="tiny" aria-label={`Show deliveries whatever the ${noun}`}>
        <Link href={closed} prefetch={false}>
          <X aria-hidden className="size-3.5" />
        </Link>
      </Button>
    </span>
  )
}

function mono(text: string) {
  return <span className="type-mono max-w-72 truncate text-xs">{text}</span>
}
