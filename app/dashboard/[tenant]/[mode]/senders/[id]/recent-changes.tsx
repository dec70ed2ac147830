import { RelativeTime } from '@/components/ui/relative-time'
import type { SenderChange } from '@/lib/senders/list-changes'
import { limitText } from './sender-facts'

/** What was told of the number, newest first. */
export function RecentChanges({ changes }: { changes: readonly SenderChange[] }) {
  return (
    <section aria-labelledby="changes" className="grid gap-3">
      <h2 id="changes" className="type-display text-[1.0625rem]">
        Recent changes
      </h2>
      {changes.length === 0 ? (
        <p className="text-ink-3 text-sm">Nothing has changed lately.</p>
      ) : (
        <ol className="grid border-t text-sm">
          {changes.map((change) => (
            <li key={change.id} className="flex justify-between gap-3 border-b py-1.5">
              <span className="min-w-0">{textOf(change)}</span>
              <RelativeTime at={change.at} className="shrink-0 text-ink-3" />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}

const rated = { GREEN: 'high', YELLOW: 'medium', RED: 'low', UNKNOWN: 'not rated' }

function textOf({ type, fields }: SenderChange): string {
  if (type === 'sender.quality_changed' && fields.quality) return `Quality is ${rated[fields.quality]}`
  if (type === 'sender.limit_changed') return `Limit is ${limitText(fields.messaging_limit)}`
  if (type === 'sender.connected') return 'Connected'
  if (type === 'sender.disconnected')
    return fields.disconnect_reason
      ? `Disconnected: ${fields.disconnect_reason.replaceAll('_', ' ')}`
      : 'Disconnected'
  return type
}
