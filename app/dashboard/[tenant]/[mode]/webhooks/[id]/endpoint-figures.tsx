import { formatDuration } from '@/components/format-duration'
import { cn } from '@/components/ui/cn'
import type { EndpointHealth } from '@/lib/webhooks/health-schema'
import { percent } from '../../(home)/percent'

/** A day of it in figures. What was sent by hand counts towards none but the last. */
export function EndpointFigures({ health }: { health: EndpointHealth }) {
  const { delivered_24h, failed_24h, success_ratio, p95_ms, waiting } = health
  const figures = [
    ['Success', percent(success_ratio)],
    ['Delivered', delivered_24h.toLocaleString('en')],
    ['Failed', failed_24h.toLocaleString('en')],
    ['p95', p95_ms === null ? '—' : formatDuration(p95_ms)],
    ['Waiting now', waiting.toLocaleString('en')],
  ] as const
  return (
    <section aria-labelledby="figures" className="grid gap-3">
      <h2 id="figures" className="type-display text-[1.0625rem]">
        Last 24 hours
      </h2>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 border-t pt-3 md:grid-cols-5">
        {figures.map(([name, value]) => (
          <div key={name} className="grid content-start">
            <dt className="text-ink-3 text-xs">{name}</dt>
            <dd
              className={cn(
                'type-display whitespace-nowrap text-xl tabular-nums',
                name === 'Failed' && failed_24h > 0 && 'text-danger',
                value === '—' && 'text-ink-3',
              )}
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
