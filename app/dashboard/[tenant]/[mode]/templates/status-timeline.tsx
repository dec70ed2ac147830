import { FlightNode, type NodeShape } from '@/components/flight-node'
import { RelativeTime } from '@/components/ui/relative-time'
import type { TemplateDetail } from '@/lib/templates/schema'
import { entryWords } from './words'

const looks: Record<string, { shape: NodeShape; colour: string }> = {
  rejected: { shape: 'bar', colour: 'text-danger' },
  disabled: { shape: 'bar', colour: 'text-danger' },
  edit_refused: { shape: 'bar', colour: 'text-danger' },
  paused: { shape: 'bar', colour: 'text-amber' },
  flagged: { shape: 'bar', colour: 'text-amber' },
  quality_red: { shape: 'bar', colour: 'text-danger' },
  quality_yellow: { shape: 'bar', colour: 'text-amber' },
  deleted: { shape: 'bar', colour: 'text-ink-2' },
  pending_deletion: { shape: 'bar', colour: 'text-ink-2' },
  archived: { shape: 'bar', colour: 'text-ink-2' },
}

/** What became of it, oldest first, and what is still to come. */
export function StatusTimeline({ template: { timeline, status } }: { template: TemplateDetail }) {
  if (timeline.length === 0 && status !== 'pending') return null
  return (
    <section aria-labelledby="history" className="grid gap-3">
      <h2 id="history" className="font-semibold text-sm">
        History
      </h2>
      <ol className="grid">
        {timeline.map((entry, index) => {
          const isLast = index === timeline.length - 1
          const { shape = 'arrow', colour = 'text-primary' } = looks[entry.status] ?? {}
          return (
            <FlightNode
              key={`${entry.at} ${entry.status}`}
              shape={shape}
              colour={colour}
              label={
                <>
                  {entryWords(entry.status)}{' '}
                  <RelativeTime at={entry.at} className="ps-1 text-start font-normal text-ink-3 text-xs" />
                </>
              }
              details={[entry.detail]}
              delayMilliseconds={0}
              line={isLast ? (status === 'pending' ? 'ahead' : 'none') : 'flown'}
            />
          )
        })}
        {status === 'pending' && (
          <FlightNode
            shape="outline"
            colour="text-control"
            label={<span className="font-medium">Meta’s review: minutes as a rule, a day at most</span>}
            delayMilliseconds={0}
            line="none"
          />
        )}
      </ol>
    </section>
  )
}
