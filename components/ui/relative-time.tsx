'use client'

import { Popover } from 'radix-ui'
import { CopyButton } from '@/components/ui/copy-button'
import { useNow } from '@/components/ui/use-now'

type Props = {
  at: string
  /** Elsewhere, what lies ahead is a clock that is a little wrong. */
  isAhead?: boolean
  /** Of what lies ahead within the hour, each second. */
  exact?: boolean
  className?: string
}

/** Absolute from the server, relative once the reader's clock is known; all its forms are one press away. */
export function RelativeTime({ at, isAhead = false, exact = false, className }: Props) {
  const now = useNow()
  const text = now === null ? absolute(at) : isAhead ? ahead(at, now, exact) : relative(at, now)
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`min-h-6 whitespace-nowrap rounded-sm decoration-dotted underline-offset-4 hover:underline ${className ?? ''}`}
      >
        <time dateTime={at}>{text}</time>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label="The time in other forms"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 animate-rise rounded-lg border bg-surface p-3 shadow-overlay"
        >
          <TimeForms at={at} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

function TimeForms({ at }: { at: string }) {
  const date = new Date(at)
  const forms = [
    ['Local', date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' })],
    ['UTC', at],
    ['Unix', String(Math.floor(date.getTime() / 1_000))],
  ] as const
  return (
    <dl className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1 text-sm">
      {forms.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="type-mono text-xs">{value}</dd>
          <dd>
            <CopyButton value={value} label={`${name} time`} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

const utc = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
})

const day = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

function absolute(at: string): string {
  return `${utc.format(new Date(at))} UTC`
}

function relative(at: string, now: number): string {
  const seconds = Math.max(0, now - secondsOf(at))
  if (seconds < 5) return 'just now'
  return seconds < 30 * 86_400 ? `${inWords(seconds)} ago` : absolute(at)
}

function ahead(at: string, now: number, exact: boolean): string {
  const seconds = secondsOf(at) - now
  if (seconds <= 0) return 'now'
  if (exact && seconds > 60 && seconds < 3_600) return `in ${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return seconds < 60 * 86_400 ? `in ${inWords(seconds)}` : `on ${day.format(new Date(at))}`
}

function secondsOf(at: string): number {
  return Math.floor(new Date(at).getTime() / 1_000)
}

function inWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`
  return `${Math.floor(seconds / 86_400)} d`
}
