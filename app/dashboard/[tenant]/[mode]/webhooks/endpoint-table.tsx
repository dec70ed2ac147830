import { formatDuration } from '@/components/format-duration'
import { IdText } from '@/components/id-text'
import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { cn } from '@/components/ui/cn'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'
import type { EndpointHealth } from '@/lib/webhooks/health-schema'
import { percent } from '../(home)/percent'
import { EndpointState } from './endpoint-state'
import { eventsText, shortUrl } from './endpoint-words'

/** A card has no room for what is not there. */
const hidden = '@max-xl:hidden'

type Props = { endpoints: readonly EndpointObject[]; health: readonly EndpointHealth[]; base: string }

const narrowFigure =
  'whitespace-nowrap text-end tabular-nums @max-xl:text-start @max-xl:text-ink-2 @max-xl:text-xs @max-xl:py-0'

export function EndpointTable({ endpoints, health, base }: Props) {
  const byId = new Map(health.map((one) => [one.endpoint_id, one]))
  return (
    <Table caption="Webhook endpoints, newest first">
      <TableHead>
        <HeadCell>URL</HeadCell>
        <HeadCell className="w-36">Events</HeadCell>
        <HeadCell className="w-28 text-end">Success, 24 h</HeadCell>
        <HeadCell className="w-20 text-end">p95</HeadCell>
        <HeadCell className="w-20 text-end">Waiting</HeadCell>
        <HeadCell className="w-44 ps-6">State</HeadCell>
      </TableHead>
      <TableBody>
        {endpoints.map((endpoint) => (
          <EndpointRow key={endpoint.id} endpoint={endpoint} health={byId.get(endpoint.id)} base={base} />
        ))}
      </TableBody>
    </Table>
  )
}

type RowProps = { endpoint: EndpointObject; health: EndpointHealth | undefined; base: string }

function EndpointRow({ endpoint, health, base }: RowProps) {
  const { id, url, events, description } = endpoint
  const { success_ratio: ratio = null, p95_ms: p95 = null, waiting = 0 } = health ?? {}
  return (
    <OpeningRow id={id} selected={false}>
      <OpeningCell>
        <RowLink href={`${base}/webhooks/${id}`}>
          <span className="sr-only">Open the endpoint </span>
          <span className="type-mono text-xs [overflow-wrap:anywhere]">{shortUrl(url)}</span>
        </RowLink>
        <span className="flex flex-wrap items-center gap-x-2 text-ink-3 text-xs">
          {description && <span className="[overflow-wrap:anywhere]">{description}</span>}
          <IdText id={id} noun="endpoint id" />
        </span>
      </OpeningCell>
      <Cell className="text-ink-2 @max-xl:order-3 @max-xl:py-0 @max-xl:text-xs" title={events.join(', ')}>
        <span className={events.length === 1 && events[0] !== '*' ? 'type-mono text-xs' : undefined}>
          {eventsText(events)}
        </span>
      </Cell>
      <Cell className={cn(narrowFigure, '@max-xl:order-4 @max-xl:text-end', ratio === null && hidden)}>
        {percent(ratio)}
        <span className="@xl:hidden"> delivered</span>
      </Cell>
      <Cell className={cn(narrowFigure, '@max-xl:order-5', p95 === null && hidden)}>
        <span className="@xl:hidden">p95 </span>
        {p95 === null ? '—' : formatDuration(p95)}
      </Cell>
      <Cell
        className={cn(
          narrowFigure,
          '@max-xl:order-6 @max-xl:text-end',
          waiting === 0 && ratio === null && hidden,
        )}
      >
        {waiting.toLocaleString('en')}
        <span className="@xl:hidden"> waiting</span>
      </Cell>
      <Cell className="py-1.5 ps-6 @max-xl:order-2 @max-xl:ps-2 @max-xl:text-end">
        <EndpointState endpoint={endpoint} />
      </Cell>
    </OpeningRow>
  )
}
