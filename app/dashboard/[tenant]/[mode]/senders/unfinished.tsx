import { Button } from '@/components/ui/button'
import type { ConnectionObject } from '@/lib/senders/connection-schema'
import { headingOf } from './connect/outcome-words'

type Props = { connection: ConnectionObject; base: string }

/** A connection that waits for somebody, or is on its way: it can be come back to from any device. */
export function Unfinished({ connection, base }: Props) {
  const { title, text } = headingOf(connection)
  return (
    <section
      aria-label="A connection that is not finished"
      className="flex flex-wrap items-center justify-between gap-3 rounded-md border border-control bg-amber-soft px-4 py-3"
    >
      <p className="grid text-sm">
        <span className="font-semibold">{title}</span>
        <span className="text-ink-2">{text}</span>
      </p>
      <Button asChild>
        {/* A whole load: the page with Meta's dialog has a policy of its own. */}
        <a href={`${base}/connect?id=${connection.id}`}>Go on</a>
      </Button>
    </section>
  )
}
