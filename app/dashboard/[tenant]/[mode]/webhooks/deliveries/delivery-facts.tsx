import { Fact, Facts } from '@/components/facts'
import { IdText } from '@/components/id-text'
import { RelativeTime } from '@/components/ui/relative-time'
import { TextLink } from '@/components/ui/text-link'
import type { DeliveryDetail } from '@/lib/webhooks/delivery-schema'
import { type EndpointNames, endpointHref } from '../endpoint-names'
import { subjectHref, subjectNoun, subjectOfBody } from '../subject'
import { triggerWords } from './delivery-words'
import { ManualBadge } from './manual-badge'

type Props = { delivery: DeliveryDetail; endpoints: EndpointNames; base: string; whole?: boolean | undefined }

export function DeliveryFacts({ delivery, endpoints, base, whole }: Props) {
  const { endpoint_id: endpointId, url, trigger } = delivery
  const subject = subjectOfBody(delivery.body)
  const endpoint = endpoints.get(endpointId)
  return (
    <Facts>
      <Fact name="Endpoint">
        {endpoint ? (
          <TextLink href={endpointHref(base, endpointId)} prefetch={false} className="type-mono text-xs">
            {url}
          </TextLink>
        ) : (
          <span className="type-mono text-xs">{url}</span>
        )}
        {!endpoint && <span className="text-ink-3"> deleted</span>}
        {endpoint && !endpoint.enabled && <span className="text-ink-3"> disabled</span>}
      </Fact>
      <Fact name="Endpoint id">
        <IdText id={endpointId} noun="endpoint id" whole={whole} />
      </Fact>
      <Fact name="Event">
        <IdText
          id={delivery.event_id}
          noun="event id"
          whole={whole}
          href={`${base}/webhooks/events?id=${delivery.event_id}`}
        />
      </Fact>
      {subject && (
        <Fact name="About">
          <IdText id={subject} noun={subjectNoun(subject)} whole={whole} href={subjectHref(base, subject)} />
        </Fact>
      )}
      <Fact name="Trigger">
        {triggerWords[trigger]} <ManualBadge trigger={trigger} className="ms-1" />
      </Fact>
      {delivery.replay_of && (
        <Fact name="Replay of">
          <IdText
            id={delivery.replay_of}
            noun="delivery id"
            whole={whole}
            href={`${base}/webhooks/deliveries/${delivery.replay_of}`}
          />
        </Fact>
      )}
      {delivery.recovery_id && (
        <Fact name="Recovery">
          <IdText
            id={delivery.recovery_id}
            noun="recovery id"
            whole={whole}
            href={`${base}/webhooks/deliveries?recovery=${delivery.recovery_id}`}
          />
        </Fact>
      )}
      <Fact name="Created">
        <RelativeTime at={delivery.created_at} className="text-start" />
      </Fact>
      {delivery.next_attempt_at && (
        <Fact name="Next attempt">
          <RelativeTime at={delivery.next_attempt_at} isAhead exact className="text-start" />
        </Fact>
      )}
      {delivery.ended_at && (
        <Fact name="Ended">
          <RelativeTime at={delivery.ended_at} className="text-start" />
        </Fact>
      )}
    </Facts>
  )
}
