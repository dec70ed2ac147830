import { formatDuration } from '@/components/format-duration'
import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { DeliveryState } from '../deliveries/delivery-status'

type Props = { deliveries: readonly DeliveryObject[]; endpointId: string; base: string }

/** The newest of them; each opens in the log, where all of them are. */
export function LastDeliveries({ deliveries, endpointId, base }: Props) {
  const log = `${base}/webhooks/deliveries?endpoint=${endpointId}`
  return (
    <section aria-labelledby="deliveries" className="grid min-w-0 gap-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 id="deliveries" className="type-display text-[1.0625rem]">
          Last deliveries
        </h2>
        {deliveries.length > 0 && (
          <TextLink href={log} prefetch={false} className="text-sm">
            All deliveries
          </TextLink>
        )}
      </div>
      {deliveries.length === 0 ? (
        <p className="border-t pt-3 text-ink-2 text-sm">
          Nothing yet. The next event that it wants shows up here, and so does a test event.
        </p>
      ) : (
        <Table caption="Deliveries to this endpoint, newest first">
          <TableHead>
            <HeadCell className="w-36">Status</HeadCell>
            <HeadCell>Event</HeadCell>
            <HeadCell className="text-end">Answer</HeadCell>
            <HeadCell className="text-end">Took</HeadCell>
            <HeadCell className="text-end">Attempt</HeadCell>
            <HeadCell className="w-28 ps-4">Created</HeadCell>
          </TableHead>
          <TableBody>
            {deliveries.map((delivery) => (
              <DeliveryRow key={delivery.id} delivery={delivery} href={`${log}&id=${delivery.id}`} />
            ))}
          </TableBody>
        </Table>
      )}
    </section>
  )
}

const narrow = '@max-xl:py-0 @max-xl:text-ink-2 @max-xl:text-xs'

function DeliveryRow({ delivery, href }: { delivery: DeliveryObject; href: string }) {
  const { id, event_type, last_status_code, last_error, last_duration_ms, created_at } = delivery
  return (
    <OpeningRow id={id} selected={false}>
      <OpeningCell>
        <DeliveryState delivery={delivery} />
      </OpeningCell>
      <Cell className={`min-w-0 @max-xl:order-3 ${narrow}`}>
        <RowLink href={href}>
          <span className="sr-only">Open the delivery of </span>
          <span className="type-mono text-xs [overflow-wrap:anywhere]">{event_type}</span>
        </RowLink>
      </Cell>
      <Cell className={`whitespace-nowrap text-end tabular-nums @max-xl:order-4 ${narrow}`}>
        {last_status_code ?? (last_error ? 'none' : '—')}
      </Cell>
      <Cell className="whitespace-nowrap text-end text-ink-2 tabular-nums @max-xl:hidden">
        {last_duration_ms === null ? '—' : formatDuration(last_duration_ms)}
      </Cell>
      <Cell className="whitespace-nowrap text-end text-ink-2 tabular-nums @max-xl:hidden">
        {delivery.attempt_count}/{delivery.max_attempts}
      </Cell>
      <Cell className="ps-4 text-ink-2 @max-xl:order-2 @max-xl:text-end">
        <RelativeTime at={created_at} className="relative z-10" />
      </Cell>
    </OpeningRow>
  )
}
