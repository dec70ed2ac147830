import Link from 'next/link'
import { formatDuration } from '@/components/format-duration'
import { RelativeTime } from '@/components/ui/relative-time'
import { type Glyph, StatusGlyph, type Tone } from '@/components/ui/status'
import type { Ctx } from '@/lib/core/context'
import { allows } from '@/lib/core/permissions'
import { policy } from '@/lib/core/policy'
import { AttemptError, attemptErrorWords } from '@/lib/webhooks/delivery-schema'
import type { DeliveryOf } from '@/lib/webhooks/health-schema'
import { listDeliveriesOf } from '@/lib/webhooks/list-deliveries-of'

type Props = { ctx: Ctx; subjectId: string; base: string }

/** What your own endpoints were told of one thing, and what they answered. Nothing for whom it is not shown to. */
export async function WebhooksOf({ ctx, subjectId, base }: Props) {
  if (!allows(ctx, 'webhooks.read')) return null
  const deliveries = await listDeliveriesOf(ctx, { subjectId })
  if (deliveries.length === 0) return null
  return (
    <section aria-label="Webhooks" className="grid gap-1.5">
      <h3 className="font-semibold text-sm">Webhooks</h3>
      <ul className="border-t text-sm">
        {deliveries.map((delivery) => (
          <Delivery
            key={delivery.id}
            delivery={delivery}
            href={`${base}/webhooks/deliveries/${delivery.id}`}
          />
        ))}
      </ul>
    </section>
  )
}

function Delivery({ delivery, href }: { delivery: DeliveryOf; href: string }) {
  const { tone, glyph } = lookOf(delivery)
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 border-b py-2">
      <span className={`translate-y-[5px] ${tone}`}>
        <StatusGlyph glyph={glyph} />
      </span>
      <span className="grid gap-0.5">
        <span className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={href}
            prefetch={false}
            className="type-mono inline-flex min-h-6 items-center text-xs underline underline-offset-4"
          >
            {delivery.event_type}
          </Link>
          <span className="font-semibold">{outcomeOf(delivery)}</span>
          {delivery.trigger !== 'event' && <span className="text-ink-3">{delivery.trigger}</span>}
        </span>
        <span className="text-ink-3 text-xs [overflow-wrap:anywhere]">
          {placeOf(delivery.url)}
          {delivery.status === 'pending' && delivery.next_attempt_at && delivery.attempt_count > 0 && (
            <>
              {' · next try '}
              <RelativeTime at={delivery.next_attempt_at} isAhead />
            </>
          )}
        </span>
      </span>
    </li>
  )
}

type Look = { tone: string; glyph: Glyph }
const looks = {
  done: { tone: 'text-primary', glyph: 'check' },
  moving: { tone: 'text-info', glyph: 'clock' },
  attention: { tone: 'text-amber', glyph: 'clock' },
  failed: { tone: 'text-danger', glyph: 'bang' },
  ended: { tone: 'text-ink-2', glyph: 'slash' },
} as const satisfies Record<Tone, Look>

function lookOf({ status, attempt_count }: DeliveryOf): Look {
  if (status === 'delivered') return looks.done
  if (status === 'exhausted') return looks.failed
  if (status === 'canceled') return looks.ended
  return attempt_count > 0 ? looks.attention : looks.moving
}

const attemptsMax = policy.webhooks.retrySeconds.length + 1

function outcomeOf(delivery: DeliveryOf): string {
  const { status, attempt_count, last_status_code, last_duration_ms } = delivery
  if (status === 'canceled') return 'canceled'
  if (attempt_count === 0) return 'on its way'
  const answer = last_status_code === null ? failureOf(delivery) : String(last_status_code)
  const time =
    last_status_code === null || last_duration_ms === null ? '' : ` in ${formatDuration(last_duration_ms)}`
  if (status === 'delivered') return `${answer}${time}`
  const attempts =
    status === 'exhausted'
      ? `given up after ${attempt_count} attempts`
      : `attempt ${attempt_count} of ${attemptsMax}`
  return `${answer}${time} · ${attempts}`
}

function failureOf({ last_error }: DeliveryOf): string {
  const { data } = AttemptError.safeParse(last_error)
  return data ? attemptErrorWords[data] : 'No answer'
}

/** Where to, without what may be secret in it. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname === '/' ? '' : pathname}`
}
