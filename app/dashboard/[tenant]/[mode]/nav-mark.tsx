import { cn } from '@/components/ui/cn'

const most = 99

/** How much waits there; nothing where nothing does. */
export function NavMark({ count = 0, className }: { count?: number | undefined; className?: string }) {
  if (count === 0) return null
  const text = count > most ? `${most}+` : String(count)
  return (
    <span
      className={cn(
        'grid h-4 min-w-4 place-content-center rounded-sm bg-danger px-1 font-semibold text-[0.625rem] text-on-danger tabular-nums leading-none',
        className,
      )}
    >
      <span aria-hidden>{text}</span>
      <span className="sr-only">({text} open)</span>
    </span>
  )
}
