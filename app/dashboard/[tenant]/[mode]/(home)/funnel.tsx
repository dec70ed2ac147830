import type { CSSProperties } from 'react'
import type { Stops } from '@/lib/otp/summary-schema'
import { percent } from './percent'

/** From the request to the verified code, and how many were lost on the way to each stop. */
export function Funnel({ total }: { total: Stops }) {
  const { accepted, sent, delivered, verified } = total
  const stops = [
    { name: 'Accepted', count: accepted, before: accepted },
    { name: 'Sent', count: sent, before: accepted },
    { name: 'Delivered', count: delivered, before: sent },
    { name: 'Verified', count: verified, before: delivered },
  ]
  return (
    <section aria-labelledby="funnel" className="grid gap-3">
      <h2 id="funnel" className="type-display text-[1.0625rem] leading-6">
        From request to verified
      </h2>
      <ol className="grid gap-2.5">
        {stops.map(({ name, count, before }) => {
          const share: CSSProperties & Record<'--share', string> = {
            '--share': `${accepted > 0 ? (count / accepted) * 100 : 0}%`,
          }
          return (
            <li key={name} className="grid grid-cols-[5.5rem_1fr_auto] items-center gap-x-3 text-sm">
              <span>{name}</span>
              <span aria-hidden className="h-4 bg-sunken" style={share}>
                <span className="block h-full w-(--share) bg-primary" />
              </span>
              <span className="min-w-16 text-end tabular-nums">
                <span className="font-semibold">{count.toLocaleString('en')}</span>{' '}
                <span className="text-ink-3">
                  {count < before ? `−${(before - count).toLocaleString('en')}` : ''}
                  <span className="sr-only">, {percent(accepted > 0 ? count / accepted : null)} of all</span>
                </span>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
