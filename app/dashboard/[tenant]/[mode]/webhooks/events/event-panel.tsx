import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import type { EndpointNames } from '../endpoint-names'
import { EventDetail } from './event-detail'
import type { FoundEvent } from './find-event'
import { type EventsQuery, eventsHref } from './query'

type Props = {
  found: FoundEvent | null
  id: string
  endpoints: EndpointNames
  mode: Mode
  base: string
  query: EventsQuery
  origin: string
}

export function EventPanel({ found, id, endpoints, mode, base, query, origin }: Props) {
  const closed = eventsHref(base, query, { id: undefined })
  return (
    <DetailPanel label="Details of the event" asked={id} id={found?.event.id} closed={closed} list="Events">
      {found ? (
        <EventDetail
          {...{ found, endpoints, base, origin }}
          corner={<PanelCorner closed={closed} page={`${base}/webhooks/events/${found.event.id}`} />}
        />
      ) : (
        <NothingThere title="No such event" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace. It may
          belong to {mode === 'test' ? 'live' : 'test'} mode, or be older than {policy.retention.webhookDays}{' '}
          days.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
