import { cn } from '@/components/ui/cn'

/** Nothing happened: the answer is that of the first call with the same Idempotency-Key. */
export function ReplayBadge({ className }: { className?: string }) {
  return (
    <span
      title="The answer of the first call with this Idempotency-Key, again; nothing happened twice."
      className={cn(
        'inline-block rounded-sm border px-1.5 font-semibold text-[0.6875rem] text-ink-2 leading-5',
        className,
      )}
    >
      Replay
    </span>
  )
}
