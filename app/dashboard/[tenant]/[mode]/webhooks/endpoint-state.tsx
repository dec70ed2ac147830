import { RelativeTime } from '@/components/ui/relative-time'
import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { DisabledReason } from '@/lib/core/statuses'
import type { EndpointObject } from '@/lib/webhooks/endpoint-schema'

export type EndpointLook = 'enabled' | 'failing' | 'disabled'

const looks: Record<EndpointLook, { word: string; tone: Tone; glyph: Glyph }> = {
  enabled: { word: 'Enabled', tone: 'done', glyph: 'check' },
  failing: { word: 'Failing', tone: 'failed', glyph: 'bang' },
  disabled: { word: 'Disabled', tone: 'ended', glyph: 'slash' },
}

const reasons: Record<DisabledReason, string> = {
  by_hand: 'by hand',
  gone: 'it answered 410',
  failing: 'it only failed',
}

export function lookOf({ enabled, failing_since }: EndpointObject): EndpointLook {
  if (!enabled) return 'disabled'
  return failing_since ? 'failing' : 'enabled'
}

export function EndpointStatus({ endpoint }: { endpoint: EndpointObject }) {
  const { word, tone, glyph } = looks[lookOf(endpoint)]
  return (
    <Status tone={tone} glyph={glyph}>
      {word}
    </Status>
  )
}

/** In a line of the list: the state, and below it since when or why. */
export function EndpointState({ endpoint }: { endpoint: EndpointObject }) {
  const { enabled, disabled_reason, disabled_at, failing_since } = endpoint
  return (
    <>
      <EndpointStatus endpoint={endpoint} />
      {!enabled && disabled_reason && (
        <span className="block text-ink-3 text-xs">
          {reasons[disabled_reason]}
          {disabled_at && (
            <>
              , <RelativeTime at={disabled_at} className="relative z-10" />
            </>
          )}
        </span>
      )}
      {enabled && failing_since && (
        <span className="block text-ink-3 text-xs">
          since <RelativeTime at={failing_since} className="relative z-10" />
        </span>
      )}
    </>
  )
}
