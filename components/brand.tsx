import { cn } from '@/components/ui/cn'

/** The hawk's head that is also a speech bubble. Decoration: the words beside it are the name. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 64 64" className={cn('size-6 shrink-0', className)}>
      <path
        className="fill-primary"
        fillRule="evenodd"
        d="M8 58V30C8 16 19 6 33 6c10 0 17.5 5 21 12.5C59 21 62 26.5 61.5 34c-.4 5.5-3 9.7-7.5 11.5.6-4.8-1-8.3-5-9.5C45.5 44 38.5 49 29.5 49H19L8 58ZM27 20.5 50 27.5c-2 3.8-5.4 5.8-9.5 5.8-6.3 0-11-4.6-13.5-12.8Z"
      />
      <path className="fill-iris" d="M36.2 23.3 44.6 25.9a4.4 4.4 0 1 1-8.4-2.6Z" />
    </svg>
  )
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span
      className={cn('type-display inline-flex items-center gap-2 text-[0.9375rem] leading-none', className)}
    >
      <Mark />
      Hawk Send
    </span>
  )
}
