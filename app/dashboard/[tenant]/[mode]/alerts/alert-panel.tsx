import type { SubjectNames } from '@/components/alerts/alert-subject'
import { type AlertsQuery, alertsHref } from '@/components/alerts/query'
import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { AlertObject } from '@/lib/alerts/schema'
import { policy } from '@/lib/core/policy'
import { AlertDetail } from './alert-detail'

type Props = {
  alert: AlertObject | null
  id: string
  names: SubjectNames
  base: string
  path: string
  query: AlertsQuery
  mayWrite: boolean
}

export function AlertPanel({ alert, id, names, base, path, query, mayWrite }: Props) {
  const closed = alertsHref(base, query, { id: undefined })
  return (
    <DetailPanel label="Details of the alert" asked={id} id={alert?.id} closed={closed} list="Alerts">
      {alert ? (
        <AlertDetail
          {...{ alert, names, base, path, mayWrite }}
          corner={<PanelCorner closed={closed} page={`${base}/alerts/${alert.id}`} />}
        />
      ) : (
        <NothingThere title="No such alert" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in this workspace. It may be older than{' '}
          {policy.alerts.days} days.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
