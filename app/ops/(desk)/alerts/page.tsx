import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AlertFilters } from '@/components/alerts/alert-filters'
import { AlertsQuery, alertsHref, pagesOf } from '@/components/alerts/query'
import { Paging } from '@/components/list/paging'
import { EmptyState } from '@/components/ui/empty-state'
import { listAllAlerts } from '@/lib/alerts/list-all'
import { AppError } from '@/lib/core/errors'
import type { Operator } from '@/lib/core/operator'
import { policy } from '@/lib/core/policy'
import { requireOperator } from '@/lib/http/require-operator'
import { AllAlertsTable } from './all-alerts-table'

export const metadata: Metadata = { title: 'Alerts' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AllAlertsPage({ searchParams }: Props) {
  const operator = await requireOperator()
  const query = AlertsQuery.parse(await searchParams)
  const { data, next_cursor } = await listPage(operator, query)
  return (
    <section aria-labelledby="title" className="grid gap-4">
      <header className="grid gap-1">
        <h1 id="title" className="type-display text-2xl">
          Alerts
        </h1>
        <p className="text-ink-2">Of all workspaces, and of the house itself, which is ours to see to.</p>
      </header>
      <AlertFilters base="/ops" query={query} />
      {data.length > 0 ? (
        <div>
          <AllAlertsTable alerts={data} />
          <Paging {...pagesOf('/ops', query, next_cursor)} />
        </div>
      ) : (
        <EmptyState title="No alerts">
          <p>Nothing of the kind has been seen.</p>
        </EmptyState>
      )}
    </section>
  )
}

async function listPage(operator: Operator, query: AlertsQuery) {
  const { state, severity, cursor } = query
  try {
    return await listAllAlerts(operator, { limit: policy.api.pageSizeDefault, state, severity, cursor })
  } catch (error) {
    const isStaleCursor = cursor && error instanceof AppError && error.code === 'validation_failed'
    if (isStaleCursor) redirect(alertsHref('/ops', query, { cursor: undefined, trail: [] }))
    throw error
  }
}
