import { ArrowLeft, Ban } from 'lucide-react'
import Link from 'next/link'
import { LiveRefresh } from '@/components/list/live-refresh'
import { Button } from '@/components/ui/button'
import type { Thread } from '@/lib/messages/thread-schema'
import { WindowText } from '../window-text'
import { nameOf, numberOf } from './person-name'

type Props = {
  thread: Thread
  base: string
  chosen: string | undefined
  hrefOf: (sender: string) => string
}

/** Who it is, and how far each of the numbers may write to them. */
export function ThreadHeader({ thread, base, chosen, hrefOf }: Props) {
  const { person, senders, suppression } = thread
  const number = numberOf(person)
  return (
    <header className="sticky grid-cols-[minmax(0,1fr)] top-(--banner) z-20 grid gap-2 border-b bg-canvas pt-4 pb-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <div className="flex min-w-0 max-w-full items-center gap-1">
          <Button asChild variant="quiet" size="icon" className="-ms-2" aria-label="All conversations">
            <Link href={`${base}/messages/people`} prefetch={false} data-close-panel>
              <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
            </Link>
          </Button>
          <h1 dir="auto" className="type-display min-w-0 text-xl" title={nameOf(person)}>
            <span className="block truncate">{nameOf(person)}</span>
          </h1>
          {number && <span className="type-mono whitespace-nowrap ps-2 text-ink-3 text-xs">{number}</span>}
        </div>
        <LiveRefresh pending />
      </div>
      <ul aria-label="Your numbers" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {senders.map(({ id, display_name, window, is_connected }) => (
          <li key={id} className="flex items-center gap-2">
            {senders.length > 1 ? (
              <Link
                href={hrefOf(id)}
                replace
                scroll={false}
                prefetch={false}
                aria-current={id === chosen || undefined}
                className="min-h-6 content-center border-transparent border-b-2 aria-[current]:border-primary aria-[current]:font-semibold"
              >
                {display_name}
              </Link>
            ) : (
              <span className="text-ink-2">{display_name}</span>
            )}
            {is_connected ? (
              <WindowText window={window} long />
            ) : (
              <span className="text-ink-3">disconnected</span>
            )}
          </li>
        ))}
      </ul>
      {suppression && (
        <p
          role="note"
          className="flex items-start gap-2 border-amber border-s-2 bg-amber-soft px-3 py-2 text-sm"
        >
          <Ban aria-hidden className="mt-0.5 size-4 shrink-0 text-amber" />
          {suppression.scope === 'all'
            ? 'This person has opted out. Nothing but one-time passwords may be sent to them.'
            : 'This person wants no marketing. Marketing templates are refused; answers may be sent.'}
        </p>
      )}
    </header>
  )
}
