import Link from 'next/link'
import { RelativeTime } from '@/components/ui/relative-time'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'
import { DeliveryState } from '../deliveries/delivery-status'
import { Answer, EndpointText } from '../deliveries/delivery-table'
import { ManualBadge } from '../deliveries/manual-badge'
import type { EndpointNames } from '../endpoint-names'

type Props = { deliveries: DeliveryObject[]; endpoints: EndpointNames; base: string }

/** To which endpoints it went, and what became of it there. */
export function EventDeliveries({ deliveries, endpoints, base }: Props) {
  if (deliveries.length === 0)
    return (
      <p className="text-ink-2 text-sm">
        None: no endpoint wanted it then. An endpoint that is added later can get it by a recovery.
      </p>
    )
  return (
    <ul className="border-t text-sm">
      {deliveries.map((delivery) => (
        <li
          key={delivery.id}
          className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 border-b px-2 py-2 transition-colors hover:bg-sunken"
        >
          <span>
            <DeliveryState delivery={delivery} />
            <ManualBadge trigger={delivery.trigger} className="ms-2" />
          </span>
          <span className="text-ink-2">
            <RelativeTime at={delivery.created_at} className="relative z-10" />
          </span>
          <Link
            href={`${base}/webhooks/deliveries?id=${delivery.id}`}
            prefetch={false}
            className="truncate after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-primary focus-visible:after:-outline-offset-2"
          >
            <span className="sr-only">Open the delivery to </span>
            <EndpointText endpoints={endpoints} id={delivery.endpoint_id} />
          </Link>
          <span className="tabular-nums">
            <Answer delivery={delivery} />
          </span>
        </li>
      ))}
    </ul>
  )
}
