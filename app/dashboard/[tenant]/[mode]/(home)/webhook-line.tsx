import Link from 'next/link'
import { formatDuration } from '@/components/format-duration'
import { cn } from '@/components/ui/cn'
import { StatusGlyph } from '@/components/ui/status'
import { policy } from '@/lib/core/policy'
import type { EndpointHealth } from '@/lib/webhooks/health-schema'
import { percent } from './percent'
import { webhookWords } from './webhook-words'

const looks = {
  good: { glyph: 'check', colour: 'text-primary' },
  attention: { glyph: 'bang', colour: 'text-danger' },
  quiet: { glyph: 'dot', colour: 'text-ink-2' },
} as const

/** Whether the tenant's own systems hear of what happens, in a line. */
export function WebhookLine({ health, base }: { health: EndpointHealth[]; base: string }) {
  const { state, words, ratio, p95 } = webhookWords(health)
  const { glyph, colour } = looks[state]
  return (
    <section
      aria-label="Webhooks"
      className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t pt-4 text-sm"
    >
      <h2 className="text-ink-2">Webhooks</h2>
      <p className="flex items-baseline gap-2 font-semibold">
        <span className={cn('translate-y-0.5', colour)}>
          <StatusGlyph glyph={glyph} />
        </span>
        {words}
      </p>
      {ratio !== null && (
        <p className="text-ink-2 tabular-nums">
          {percent(ratio)} delivered
          {p95 !== null && `, p95 ${formatDuration(p95)}`}, last {policy.webhooks.health.hours} hours
        </p>
      )}
      <Link
        href={`${base}/webhooks`}
        prefetch={false}
        className="inline-flex min-h-6 items-center underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {state === 'attention' ? 'See what fails' : 'All endpoints'}
      </Link>
    </section>
  )
}
