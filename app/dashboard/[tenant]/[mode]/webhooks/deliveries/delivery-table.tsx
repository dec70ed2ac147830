import { formatDuration } from '@/components/format-duration'
import { shortenId } from '@/components/id-text'
import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { cn } from '@/components/ui/cn'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { type EndpointNames, shortUrl } from '../endpoint-names'
import { DeliveryState } from './delivery-status'
import { answerWords } from './delivery-words'
import { ManualBadge } from './manual-badge'
import { type DeliveriesQuery, deliveriesHref } from './query'
import { SelectRow } from './selection'

type Props = {
  deliveries: DeliveryObject[]
  endpoints: EndpointNames
  base: string
  query: DeliveriesQuery
  mayReplay: boolean
}

export function DeliveryTable({ deliveries, endpoints, base, query, mayReplay }: Props) {
  return (
    <Table caption="Deliveries, newest first">
      <TableHead>
        <HeadCell className="w-40 @max-3xl:w-36">Status</HeadCell>
        <HeadCell>Event</HeadCell>
        <HeadCell className="@max-3xl:hidden">Endpoint</HeadCell>
        <HeadCell className="w-32 @max-3xl:w-24">Answer</HeadCell>
        <HeadCell className="w-16 text-end @max-3xl:hidden">Took</HeadCell>
        <HeadCell className="w-36 ps-4 @max-3xl:w-24 @max-3xl:ps-2">Attempt</HeadCell>
        <HeadCell className="w-28 ps-4 @max-3xl:ps-2">Created</HeadCell>
      </TableHead>
      <TableBody>
        {deliveries.map((delivery) => (
          <OpeningRow key={delivery.id} id={delivery.id} selected={delivery.id === query.id}>
            <OpeningCell>
              <span className="flex items-center gap-1.5">
                {mayReplay && (
                  <SelectRow
                    id={delivery.id}
                    endpointId={delivery.endpoint_id}
                    label={`Select ${delivery.event_type} ${shortenId(delivery.id)}`}
                  />
                )}
                <DeliveryState delivery={delivery} />
              </span>
            </OpeningCell>
            <Cell className="min-w-0 @max-xl:order-3 @max-xl:py-0">
              <RowLink href={deliveriesHref(base, query, { id: delivery.id })}>
                <span className="sr-only">Open the delivery of </span>
                <span className="type-mono text-xs [overflow-wrap:break-word]">{delivery.event_type}</span>
              </RowLink>
              <ManualBadge trigger={delivery.trigger} className="ms-2" />
            </Cell>
            <Cell
              className={cn(
                'max-w-52 truncate @max-3xl:hidden',
                endpoints.size > 1 &&
                  '@max-xl:order-5 @max-xl:col-span-2 @max-xl:block @max-xl:max-w-full @max-xl:py-0',
              )}
            >
              <EndpointText endpoints={endpoints} id={delivery.endpoint_id} />
            </Cell>
            <Cell className="tabular-nums @max-xl:order-4 @max-xl:py-0 @max-xl:text-end">
              <Answer delivery={delivery} />
            </Cell>
            <Cell className="whitespace-nowrap text-end text-ink-2 tabular-nums @max-3xl:hidden">
              {delivery.last_duration_ms === null ? '—' : formatDuration(delivery.last_duration_ms)}
            </Cell>
            <Cell
              className={cn(
                'whitespace-nowrap ps-4 tabular-nums @max-3xl:ps-2 @max-xl:order-6 @max-xl:col-span-2 @max-xl:py-0 @max-xl:text-ink-2',
                delivery.next_attempt_at === null && '@max-xl:hidden',
              )}
            >
              <span className="@max-xl:before:content-['Attempt_']">
                {delivery.attempt_count}/{delivery.max_attempts}
              </span>
              {delivery.next_attempt_at && (
                <span className="text-ink-2 @xl:@max-3xl:block">
                  <span className="@xl:@max-3xl:hidden"> · </span>
                  <span className="sr-only">next </span>
                  <RelativeTime at={delivery.next_attempt_at} isAhead exact className="relative z-10" />
                </span>
              )}
            </Cell>
            <Cell className="ps-4 text-ink-2 @max-3xl:ps-2 @max-xl:order-2 @max-xl:py-0 @max-xl:text-end">
              <RelativeTime at={delivery.created_at} className="relative z-10" />
            </Cell>
          </OpeningRow>
        ))}
      </TableBody>
    </Table>
  )
}

export function Answer({ delivery }: { delivery: DeliveryObject }) {
  const { last_status_code: code, last_error: error } = delivery
  const words = answerWords(code, error)
  const isRight = code !== null && code >= 200 && code < 300
  return (
    <span
      className={cn(
        code !== null && 'whitespace-nowrap',
        words && !isRight && 'text-danger',
        !words && 'text-ink-3',
      )}
    >
      {words ?? '—'}
    </span>
  )
}

export function EndpointText({ endpoints, id }: { endpoints: EndpointNames; id: string }) {
  const endpoint = endpoints.get(id)
  if (!endpoint) return <span className="text-ink-3">deleted · {shortenId(id)}</span>
  return (
    <span title={endpoint.url} className="type-mono text-ink-2 text-xs">
      {shortUrl(endpoint.url)}
    </span>
  )
}
