import Link from 'next/link'
import { severityLooks } from '@/components/alerts/alert-status'
import { type AlertsQuery, alertsHref, noFilters } from '@/components/alerts/query'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { policy } from '@/lib/core/policy'
import { WatchingRules } from './watching-rules'

export function NoAlertsYet() {
  return (
    <div className="border-t pt-8">
      <EmptyState title="No alerts">
        <p>
          These rules watch over the workspace, live and test mode together. What one of them finds stands
          here within {policy.alerts.withinSeconds} seconds.
        </p>
        <WatchingRules />
      </EmptyState>
    </div>
  )
}

export function NothingFound({ query, base }: { query: AlertsQuery; base: string }) {
  const filters = [
    query.state && `is ${query.state}`,
    query.severity && `has the severity ${severityLooks[query.severity].word.toLowerCase()}`,
  ].filter(Boolean)
  const isFiltered = filters.length > 0
  return (
    <div className="border-t pt-8">
      <EmptyState
        title={isFiltered ? 'Nothing matches these filters' : 'No older alerts'}
        action={
          <Button asChild>
            <Link href={alertsHref(base, query, noFilters)}>
              {isFiltered ? 'Clear filters' : 'Go to the newest'}
            </Link>
          </Button>
        }
      >
        <p>
          {isFiltered && `No alert ${filters.join(' and ')}. `}Alerts are kept for {policy.alerts.days} days.
        </p>
      </EmptyState>
    </div>
  )
}
