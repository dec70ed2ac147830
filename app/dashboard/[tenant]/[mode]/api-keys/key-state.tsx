import { RelativeTime } from '@/components/ui/relative-time'
import { type Glyph, Status, type Tone } from '@/components/ui/status'
import type { ApiKeyObject, KeyState as State } from '@/lib/keys/schema'

const looks: Record<State, { word: string; tone: Tone; glyph: Glyph }> = {
  active: { word: 'Active', tone: 'done', glyph: 'check' },
  rotating: { word: 'Rotating', tone: 'attention', glyph: 'clock' },
  expired: { word: 'Expired', tone: 'ended', glyph: 'clock' },
  revoked: { word: 'Revoked', tone: 'ended', glyph: 'slash' },
}

export function KeyState({ apiKey }: { apiKey: ApiKeyObject }) {
  const { tone, glyph, word } = looks[apiKey.state]
  return (
    <>
      <Status tone={tone} glyph={glyph}>
        {word}
      </Status>
      <span className="block text-ink-3 text-xs">
        <Until apiKey={apiKey} />
      </span>
    </>
  )
}

function Until({ apiKey: { state, expires_at, revoked_at } }: { apiKey: ApiKeyObject }) {
  if (state === 'revoked') return revoked_at && <RelativeTime at={revoked_at} />
  if (!expires_at) return null
  if (state === 'expired') return <RelativeTime at={expires_at} />
  return (
    <>
      {state === 'rotating' ? 'ends' : 'expires'} <RelativeTime at={expires_at} isAhead />
    </>
  )
}
