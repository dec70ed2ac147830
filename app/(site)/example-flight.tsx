import { FlightPath } from '@/components/flight-path'

const example = [
  { type: 'accepted', offset_ms: 0, detail: 'the request is answered here' },
  { type: 'sent', offset_ms: 212, detail: 'template otp_copy_code · en' },
  { type: 'delivered', offset_ms: 1_800, detail: 'reported by Meta' },
  { type: 'verified', offset_ms: 9_400, detail: 'attempt 1 of 3' },
] as const

export function ExampleFlight() {
  return (
    <section aria-labelledby="flight" className="border-s-2 border-line ps-6">
      <h2 id="flight" className="type-display text-[1.0625rem]">
        One code's flight path
      </h2>
      <p className="pt-0.5 pb-5 text-ink-3 text-xs">A drawn example, not a measurement.</p>
      <FlightPath timeline={example} />
    </section>
  )
}
