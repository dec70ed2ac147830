import type { ReactNode } from 'react'
import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import type { RequestDetail as Call } from '@/lib/requests/schema'
import { type RequestsQuery, requestsHref } from './query'
import { RequestDetail } from './request-detail'
import type { KeyNames } from './request-words'

type Props = {
  call: Call | null
  id: string
  keys: KeyNames
  mode: Mode
  base: string
  query: RequestsQuery
  origin: string
  webhooks: ReactNode
}

export function RequestPanel({ call, id, keys, mode, base, query, origin, webhooks }: Props) {
  const closed = requestsHref(base, query, { id: undefined })
  return (
    <DetailPanel label="Details of the call" asked={id} id={call?.id} closed={closed} list="Request log">
      {call ? (
        <RequestDetail
          call={call}
          keys={keys}
          base={base}
          origin={origin}
          webhooks={webhooks}
          corner={<PanelCorner closed={closed} page={`${base}/requests/${call.id}`} />}
        />
      ) : (
        <NothingThere title="No such call" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace. It may
          belong to {mode === 'test' ? 'live' : 'test'} mode, or be older than {policy.retention.requestDays}{' '}
          days.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
