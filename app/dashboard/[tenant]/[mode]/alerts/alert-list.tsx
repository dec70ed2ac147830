import type { SubjectNames } from '@/components/alerts/alert-subject'
import { type AlertsQuery, pagesOf } from '@/components/alerts/query'
import { Paging } from '@/components/list/paging'
import type { AlertList as List } from '@/lib/alerts/schema'
import { policy } from '@/lib/core/policy'
import { NothingFound } from './alert-empty'
import { AlertTable } from './alert-table'

type Props = { list: List; names: SubjectNames; query: AlertsQuery; base: string }

export function AlertList({ list, names, query, base }: Props) {
  if (list.data.length === 0) return <NothingFound query={query} base={base} />
  return (
    <>
      <AlertTable alerts={list.data} names={names} base={base} query={query} />
      {!list.has_more && (
        <p className="pt-3 text-ink-3 text-xs">
          Alerts are kept for {policy.alerts.days} days; older ones are deleted.
        </p>
      )}
      <Paging {...pagesOf(base, query, list.next_cursor)} />
    </>
  )
}
