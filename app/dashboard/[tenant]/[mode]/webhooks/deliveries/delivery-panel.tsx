import { DetailPanel, NothingThere, PanelCorner } from '@/components/list/detail-panel'
import type { Mode } from '@/lib/core/context'
import { policy } from '@/lib/core/policy'
import type { DeliveryDetail as Delivery } from '@/lib/webhooks/delivery-schema'
import type { EndpointNames } from '../endpoint-names'
import { DeliveryDetail } from './delivery-detail'
import { type DeliveriesQuery, deliveriesHref } from './query'

type Props = {
  delivery: Delivery | null
  id: string
  endpoints: EndpointNames
  mode: Mode
  base: string
  query: DeliveriesQuery
  mayReplay: boolean
}

export function DeliveryPanel({ delivery, id, endpoints, mode, base, query, mayReplay }: Props) {
  const closed = deliveriesHref(base, query, { id: undefined })
  return (
    <DetailPanel
      label="Details of the delivery"
      asked={id}
      id={delivery?.id}
      closed={closed}
      list="Deliveries"
    >
      {delivery ? (
        <DeliveryDetail
          {...{ delivery, endpoints, base, mayReplay }}
          corner={<PanelCorner closed={closed} page={`${base}/webhooks/deliveries/${delivery.id}`} />}
        />
      ) : (
        <NothingThere title="No such delivery" closed={closed}>
          There is no <span className="type-mono text-xs">{id}</span> in {mode} mode of this workspace. It may
          belong to {mode === 'test' ? 'live' : 'test'} mode, or be older than {policy.retention.webhookDays}{' '}
          days.
        </NothingThere>
      )}
    </DetailPanel>
  )
}
