import { MapPin } from 'lucide-react'

type Props = { place: { latitude: number; longitude: number; name: string | null; address: string | null } }

/** Names the place and draws no map: another server would learn where the person is. */
export function Place({ place: { latitude, longitude, name, address } }: Props) {
  return (
    <span className="flex items-start gap-2">
      <MapPin aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <span className="grid [overflow-wrap:anywhere]">
        <span className="font-semibold">{name ?? 'Location'}</span>
        {address && <span className="text-ink-2">{address}</span>}
        <span className="type-mono text-[0.6875rem] text-ink-3">
          {latitude.toFixed(5)}, {longitude.toFixed(5)}
        </span>
      </span>
    </span>
  )
}
