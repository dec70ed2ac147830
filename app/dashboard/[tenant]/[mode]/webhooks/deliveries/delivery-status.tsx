import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { DeliveryStatus } from '@/lib/core/statuses'
import type { DeliveryObject } from '@/lib/webhooks/delivery-schema'

type Look = { tone: Tone; glyph: Glyph; word: string }

export const deliveryStatusLooks = {
  pending: { tone: 'moving', glyph: 'arrow', word: 'Pending' },
  delivered: { tone: 'done', glyph: 'check', word: 'Delivered' },
  exhausted: { tone: 'failed', glyph: 'bang', word: 'Exhausted' },
  canceled: { tone: 'ended', glyph: 'slash', word: 'Canceled' },
} as const satisfies Record<DeliveryStatus, Look>

const retrying: Look = { tone: 'attention', glyph: 'clock', word: 'Retrying' }

type Props = { delivery: Pick<DeliveryObject, 'status' | 'attempt_count'> }

/** What has failed and will be tried again is told apart from what has not been tried. */
export function DeliveryState({ delivery: { status, attempt_count } }: Props) {
  const look = status === 'pending' && attempt_count > 0 ? retrying : deliveryStatusLooks[status]
  return <StatusOf look={look} />
}

export function StatusLabel({ status }: { status: DeliveryStatus }) {
  return <StatusOf look={deliveryStatusLooks[status]} />
}

function StatusOf({ look: { tone, glyph, word } }: { look: Look }) {
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}
