import { FilterMenu } from '@/components/list/filter-menu'
import { LiveRefresh } from '@/components/list/live-refresh'
import { WhenFilter } from '@/components/list/when-filter'
import { EventType } from '@/lib/webhooks/event-schema'
import { hoursBefore, whenPresets, whenWords } from '../when'
import { type EventsQuery, eventsHref } from './query'

type Props = { base: string; query: EventsQuery; now: Date; pending: boolean }

export function EventFilters({ base, query, now, pending }: Props) {
  const { type, from, until } = query
  const href = (change: Partial<EventsQuery>) => eventsHref(base, query, change)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterMenu
        name="Type"
        first
        value={type}
        chosen={type}
        unset={{ href: href({ type: undefined }), label: 'Any type' }}
        options={EventType.options.map((value) => ({
          value,
          href: href({ type: value }),
          label: <span className="type-mono text-xs">{value}</span>,
        }))}
      />
      <WhenFilter
        key={`${from} ${until}`}
        unit="minutes"
        action={`${base}/webhooks/events`}
        kept={type ? [['type', type]] : []}
        from={from}
        until={until}
        chosen={whenWords({ from, until })}
        presets={whenPresets.map(([label, hours]) => ({
          label,
          href: href({ from: hoursBefore(now, hours), until: undefined }),
        }))}
        unset={href({ from: undefined, until: undefined })}
      />
      <span className="ms-auto">
        <LiveRefresh pending={pending} />
      </span>
    </div>
  )
}
