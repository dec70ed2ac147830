import Link from 'next/link'
import { Acknowledge } from '@/components/alerts/acknowledge'
import { AlertStatus } from '@/components/alerts/alert-status'
import { AlertSubject } from '@/components/alerts/alert-subject'
import { RelativeTime } from '@/components/ui/relative-time'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '@/components/ui/table'
import type { PlatformAlert } from '@/lib/alerts/schema'

const noNames = new Map<string, string>()

export function AllAlertsTable({ alerts }: { alerts: PlatformAlert[] }) {
  return (
    <Table caption="Alerts of all workspaces, newest first">
      <TableHead>
        <HeadCell className="w-36">Severity</HeadCell>
        <HeadCell>Alert</HeadCell>
        <HeadCell>Workspace</HeadCell>
        <HeadCell className="text-end">Count</HeadCell>
        <HeadCell>Last seen</HeadCell>
        <HeadCell>
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <TableBody>
        {alerts.map((alert) => (
          <AlertRow key={alert.id} alert={alert} />
        ))}
      </TableBody>
    </Table>
  )
}

function AlertRow({ alert }: { alert: PlatformAlert }) {
  const { id, title, subject, tenant, count, last_seen_at, state } = alert
  return (
    <Row>
      <Cell>
        <AlertStatus alert={alert} />
      </Cell>
      <Cell className="min-w-0 @max-xl:order-3 @max-xl:col-span-2">
        <span className="font-medium">{title}</span>
        <span className="block text-ink-3 text-xs">
          <AlertSubject subject={subject} names={noNames} />
        </span>
      </Cell>
      <Cell className="@max-xl:order-4">
        {tenant ? (
          <Link
            href={`/ops/tenants?search=${encodeURIComponent(tenant.slug)}`}
            className="font-medium text-primary underline"
          >
            {tenant.name}
          </Link>
        ) : (
          'The house itself'
        )}
      </Cell>
      <Cell className="text-end tabular-nums">{count.toLocaleString('en')}×</Cell>
      <Cell className="@max-xl:order-5">
        <RelativeTime at={last_seen_at} className="text-ink-2" />
      </Cell>
      <Cell className="text-end @max-xl:order-6">
        {!tenant && state === 'open' && <Acknowledge path={`/api/ops/alerts/${id}/acknowledge`} />}
      </Cell>
    </Row>
  )
}
