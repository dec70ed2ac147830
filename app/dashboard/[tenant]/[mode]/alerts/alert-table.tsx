import { AlertStatus } from '@/components/alerts/alert-status'
import { AlertSubject, type SubjectNames } from '@/components/alerts/alert-subject'
import { type AlertsQuery, alertsHref } from '@/components/alerts/query'
import { OpeningCell, OpeningRow, RowLink } from '@/components/list/row-link'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Table, TableBody, TableHead } from '@/components/ui/table'
import type { AlertObject } from '@/lib/alerts/schema'

type Props = { alerts: AlertObject[]; names: SubjectNames; base: string; query: AlertsQuery }

const number = new Intl.NumberFormat('en')

export function AlertTable({ alerts, names, base, query }: Props) {
  return (
    <Table caption="Alerts, newest first">
      <TableHead>
        <HeadCell className="w-36">Severity</HeadCell>
        <HeadCell>Alert</HeadCell>
        <HeadCell className="text-end">Count</HeadCell>
        <HeadCell className="w-28 ps-4">First seen</HeadCell>
        <HeadCell className="w-28 ps-4">Last seen</HeadCell>
      </TableHead>
      <TableBody>
        {alerts.map((alert) => (
          <OpeningRow key={alert.id} id={alert.id} selected={alert.id === query.id}>
            <OpeningCell>
              <AlertStatus alert={alert} />
            </OpeningCell>
            <Cell className="min-w-0 @max-xl:order-3 @max-xl:py-0">
              <RowLink href={alertsHref(base, query, { id: alert.id })}>
                <span className="font-medium">{alert.title}</span>
              </RowLink>
              <span className="block truncate text-ink-3 text-xs">
                <AlertSubject subject={alert.subject} names={names} brief />
              </span>
            </Cell>
            <Cell className="whitespace-nowrap text-end tabular-nums @max-xl:order-4 @max-xl:self-start @max-xl:py-0 @max-xl:text-ink-2">
              {number.format(alert.count)}
              <span aria-hidden>×</span>
            </Cell>
            <Cell className="ps-4 text-ink-2 @max-xl:hidden">
              <RelativeTime at={alert.first_seen_at} className="relative z-10" />
            </Cell>
            <Cell className="ps-4 text-ink-2 @max-xl:order-2 @max-xl:py-0 @max-xl:text-end">
              <RelativeTime at={alert.last_seen_at} className="relative z-10" />
            </Cell>
          </OpeningRow>
        ))}
      </TableBody>
    </Table>
  )
}
