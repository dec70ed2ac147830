import { FlightNode, type NodeShape } from '@/components/flight-node'
import { formatDuration } from '@/components/format-duration'
import { cn } from '@/components/ui/cn'
import type { MessageTimelineEntry } from '@/lib/messages/list-schema'
import type { TimelineEntry } from '@/lib/otp/schema'

type Stop = Pick<TimelineEntry | MessageTimelineEntry, 'type' | 'offset_ms' | 'detail'>
type Props = {
  timeline: readonly Stop[]
  /** Stops that are still to come, in words. */
  ahead?: readonly string[]
  /** What is known of a stop beyond its own detail; of one that was reached twice, of the last time. */
  notes?: Partial<Record<Stop['type'], string>>
}

const labels: Record<Stop['type'], string> = {
  accepted: 'Accepted',
  scheduled: 'Scheduled',
  queued: 'Queued',
  resent: 'Sent again',
  sent: 'Sent to Meta',
  delivered: 'Delivered',
  read: 'Read',
  played: 'Played',
  wrong_code: 'Wrong code',
  received: 'Message received',
  verified: 'Verified',
  expired: 'Expired',
  failed: 'Failed',
  superseded: 'Superseded',
  canceled: 'Canceled',
}

const wrongCode = { shape: 'bar', colour: 'text-amber' } as const
const ends: Partial<Record<Stop['type'], { shape: NodeShape; colour: string }>> = {
  failed: { shape: 'bar', colour: 'text-danger' },
  expired: { shape: 'bar', colour: 'text-amber' },
  superseded: { shape: 'bar', colour: 'text-ink-2' },
  canceled: { shape: 'bar', colour: 'text-ink-2' },
}

/** How one code, or one message, travelled: swept arrowheads on a dashed line, each with its distance from the start. */
export function FlightPath({ timeline, ahead = [], notes = {} }: Props) {
  const total = timeline.length + ahead.length
  const passed = passedColour(timeline, ahead)
  return (
    <ol aria-label="Flight path" className="grid">
      {timeline.map(({ type, offset_ms, detail }, index) => {
        const end = type === 'wrong_code' ? wrongCode : ends[type]
        const isLast = index === timeline.findLastIndex((stop) => stop.type === type)
        return (
          <FlightNode
            key={nameOf(timeline, index)}
            shape={end?.shape ?? 'arrow'}
            colour={end?.colour ?? passed}
            label={labels[type]}
            offset={index === 0 ? '0 ms' : `+${formatDuration(offset_ms)}`}
            details={[detail, isLast ? notes[type] : null]}
            delayMilliseconds={stagger(index, total)}
            line={line(index, timeline.length, total)}
          />
        )
      })}
      {ahead.map((label, index) => (
        <FlightNode
          key={label}
          shape="outline"
          colour="text-control"
          label={
            <span className={cn('font-medium', (index > 0 || timeline.length === 0) && 'text-ink-3')}>
              {label}
            </span>
          }
          delayMilliseconds={stagger(timeline.length + index, total)}
          line={line(timeline.length + index, timeline.length, total)}
        />
      ))}
    </ol>
  )
}

/** A stop may be reached more than once. */
function nameOf(timeline: readonly Stop[], index: number): string {
  const type = timeline[index]?.type
  return `${type} ${timeline.slice(0, index).filter((stop) => stop.type === type).length}`
}

/** The whole flight takes 600 ms, of which the last arrow needs 200 to land. */
function stagger(index: number, total: number): number {
  return Math.round((400 / Math.max(1, total - 1)) * index)
}

function line(index: number, reached: number, total: number): 'flown' | 'ahead' | 'none' {
  if (index === total - 1) return 'none'
  return index < reached - 1 ? 'flown' : 'ahead'
}

function passedColour(timeline: readonly Stop[], ahead: readonly string[]): string {
  if (timeline.some(({ type }) => ends[type])) return 'text-ink-3'
  return ahead.length > 0 ? 'text-info' : 'text-primary'
}
