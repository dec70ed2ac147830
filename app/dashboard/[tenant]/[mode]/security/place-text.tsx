import type { Place } from '@/lib/auth/schema'

export function PlaceText({ place }: { place: Place }) {
  return (
    <span className="grid">
      {place.words}
      {place.network && <span className="type-mono text-ink-3 text-xs">{place.network}</span>}
    </span>
  )
}
