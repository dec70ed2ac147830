import { IdText } from '@/components/id-text'
import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { DeliveryCounts } from '@/lib/webhooks/count-deliveries'
import type { EventObject } from '@/lib/webhooks/event-schema'
import { subjectNoun, subjectOf } from '../subject'
import { type EventsQuery, eventsHref } from './query'

type Props = {
  events: EventObject[]
  counts: ReadonlyMap<string, DeliveryCounts>
  base: string
  query: EventsQuery
}

export function EventTable({ events, counts, base, query }: Props) {
  return (
    <Table caption="Events, newest first">
      <TableHead>
        <HeadCell>Type</HeadCell>
        <HeadCell>About</HeadCell>
        <HeadCell className="w-56">Deliveries</HeadCell>
        <HeadCell className="w-32 ps-4">Time</HeadCell>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <OpeningRow key={event.id} id={event.id} selected={event.id === query.id}>
            <OpeningCell>
              <RowLink href={eventsHref(base, query, { id: event.id })}>
                <span className="sr-only">Open the event </span>
                <span className="type-mono text-xs [overflow-wrap:break-word]">{event.type}</span>
              </RowLink>
            </OpeningCell>
            <Cell className="min-w-0 text-ink-2 @max-xl:order-3 @max-xl:py-0">
              <Subject event={event} />
            </Cell>
            <Cell className="whitespace-nowrap tabular-nums @max-xl:order-4 @max-xl:py-0 @max-xl:text-end">
              <Counts counts={counts.get(event.id)} />
            </Cell>
            <Cell className="ps-4 text-ink-2 @max-xl:order-2 @max-xl:py-0 @max-xl:text-end">
              <RelativeTime at={event.timestamp} className="relative z-10" />
            </Cell>
          </OpeningRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Subject({ event }: { event: EventObject }) {
  const id = subjectOf(event.data)
  return id === null ? <span className="text-ink-3">—</span> : <IdText id={id} noun={subjectNoun(id)} />
}

/** What it comes to, and of what is not delivered why. */
function Counts({ counts }: { counts: DeliveryCounts | undefined }) {
  if (!counts) return <span className="text-ink-3">none</span>
  const { all, delivered, pending } = counts
  const failed = all - delivered - pending
  return (
    <>
      {delivered} of {all} delivered
      {pending > 0 && <span className="text-ink-2"> · {pending} pending</span>}
      {failed > 0 && <span className="text-danger"> · {failed} failed</span>}
    </>
  )
}
