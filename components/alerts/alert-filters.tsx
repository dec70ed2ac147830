import { SeverityStatus, severityLooks } from '@/components/alerts/alert-status'
import { type AlertsQuery, alertsHref } from '@/components/alerts/query'
import { FilterMenu } from '@/components/list/filter-menu'
import { LiveRefresh } from '@/components/list/live-refresh'
import { alertStates, severities } from '@/lib/alerts/schema'

const stateWords = { open: 'Open', acknowledged: 'Acknowledged' } as const

export function AlertFilters({ base, query }: { base: string; query: AlertsQuery }) {
  const { state, severity } = query
  const href = (change: Partial<AlertsQuery>) => alertsHref(base, query, change)
  return (
    <div className="flex flex-wrap items-center gap-2">
      <FilterMenu
        name="State"
        first
        value={state}
        chosen={state && stateWords[state].toLowerCase()}
        unset={{ href: href({ state: undefined }), label: 'Open and acknowledged' }}
        options={alertStates.map((value) => ({
          value,
          href: href({ state: value }),
          label: stateWords[value],
        }))}
      />
      <FilterMenu
        name="Severity"
        value={severity}
        chosen={severity && severityLooks[severity].word.toLowerCase()}
        unset={{ href: href({ severity: undefined }), label: 'Any severity' }}
        options={[...severities].reverse().map((value) => ({
          value,
          href: href({ severity: value }),
          label: <SeverityStatus severity={value} />,
        }))}
      />
      <span className="ms-auto">
        <LiveRefresh pending={false} />
      </span>
    </div>
  )
}
