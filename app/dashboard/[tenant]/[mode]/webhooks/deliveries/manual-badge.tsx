import { cn } from '@/components/ui/cn'
import type { DeliveryTrigger } from '@/lib/core/statuses'

const reasons: Record<Exclude<DeliveryTrigger, 'event'>, string> = {
  replay: 'Somebody sent it again',
  recovery: 'Part of a recovery',
  test: 'Somebody sent a test event',
}

/** On what somebody asked for; nothing on what went by itself. */
export function ManualBadge({ trigger, className }: { trigger: DeliveryTrigger; className?: string }) {
  if (trigger === 'event') return null
  return (
    <span
      title={`${reasons[trigger]}. It never counts against the endpoint.`}
      className={cn(
        'inline-block rounded-sm border px-1.5 font-semibold text-[0.6875rem] text-ink-2 leading-5',
        className,
      )}
    >
      Manual
    </span>
  )
}
